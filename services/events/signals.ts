import type { Sql } from '#db/client.ts'

export type Channel = 'espalier' | 'outbox'

/** What Postgres notifies this process of. */
export interface Signals {
  /**
   * Calls back for every notification; without a payload when the connection was lost and came back, so that whoever
   * listens reads everything anew. Resolves, once listening, to what ends it.
   */
  on(channel: Channel, listener: (payload: string | undefined) => void): Promise<() => void>
}

/** One LISTEN a channel, opened when first wanted, shared by all listeners of the process. */
export function openSignals(sql: Sql): Signals {
  const channels = new Map<
    Channel,
    { listeners: Set<(payload: string | undefined) => void>; ready: Promise<unknown> }
  >()

  const open = (channel: Channel) => {
    const listeners = new Set<(payload: string | undefined) => void>()
    const tell = (payload: string | undefined) => {
      for (const listener of listeners) listener(payload)
    }
    let before = false
    const ready = sql.listen(channel, tell, () => {
      if (before) tell(undefined)
      before = true
    })
    const opened = { listeners, ready }
    channels.set(channel, opened)
    ready.catch(() => channels.delete(channel))
    return opened
  }

  return {
    on: async (channel, listener) => {
      const { listeners, ready } = channels.get(channel) ?? open(channel)
      await ready
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
