import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'

/** Resolves when the server answers a query. */
export async function postgresReady(url: string, { deadlineMs = 60_000 } = {}): Promise<void> {
  const until = Date.now() + deadlineMs
  for (;;) {
    const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
    try {
      await client`SELECT 1`
      return
    } catch (cause) {
      if (Date.now() > until) throw new Error('Postgres did not answer', { cause })
      await pause(50)
    } finally {
      await client.end({ timeout: 1 })
    }
  }
}
