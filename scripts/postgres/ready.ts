import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'

/** Resolves when the server answers a query. */
export async function postgresReady(url: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
    try {
      await client`SELECT 1`
      return
    } catch {
      await pause(50, undefined, { signal })
    } finally {
      await client.end({ timeout: 1 })
    }
  }
}
