import { openListener } from '#db/listen.ts'

export type Channel = 'espalier' | 'outbox' | 'demo-jobs' | 'alerts'

/** What Postgres notifies this process of. */
export interface Signals {
  /**
   * Calls back for every notification; without a payload when the connection was lost and came back, so that whoever
   * listens reads everything anew. Resolves, once listening, to what ends it.
   */
  on(channel: Channel, listener: (payload: string | undefined) => void): Promise<() => void>
}

type Listen = (payload: string | undefined) => void

/** One connection for all listeners of the process, opened when there is a first one. */
export function openSignals(url: string): Signals & { close(): Promise<void> } {
  const listeners: Record<Channel, Set<Listen>> = {
    espalier: new Set(),
    outbox: new Set(),
    'demo-jobs': new Set(),
    alerts: new Set(),
  }
  const tell = (channel: Channel, payload: string | undefined) => {
    for (const listener of listeners[channel]) listener(payload)
  }
  const connection = openListener(url, {
    onNotification: (channel, payload) => tell(channel as Channel, payload),
    onReconnected: () => {
      for (const channel of Object.keys(listeners)) tell(channel as Channel, undefined)
    },
  })
  return {
    on: async (channel, listener) => {
      listeners[channel].add(listener)
      await connection.listen(channel)
      return () => listeners[channel].delete(listener)
    },
    close: connection.close,
  }
}
