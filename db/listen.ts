import pg from 'pg'

export interface Listener {
  /** Resolves once the channel is listened to. */
  listen(channel: string): Promise<void>
  close(): Promise<void>
}

export interface Heard {
  onNotification(channel: string, payload: string): void
  /** The connection was lost and is there again: notifications may have been missed. */
  onReconnected(): void
}

const longestPause = 5_000

/** One connection that listens, and that comes back by itself. */
export function openListener(url: string, { onNotification, onReconnected }: Heard): Listener {
  const channels = new Set<string>()
  let current: Promise<pg.Client> | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const connect = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'espalier listen' })
    client.on('error', () => {})
    client.on('notification', ({ channel, payload = '' }) => onNotification(channel, payload))
    await client.connect()
    client.once('end', () => {
      if (!closed) reconnect(100)
    })
    for (const channel of channels) await listenOn(client, channel)
    return client
  }

  const reconnect = (pause: number) => {
    timer = setTimeout(() => {
      current = connect()
      current.then(onReconnected, () => {
        if (!closed) reconnect(Math.min(pause * 2, longestPause))
      })
    }, pause)
  }

  return {
    listen: async (channel) => {
      channels.add(channel)
      current ??= connect()
      current.catch(() => {
        current = undefined
      })
      await listenOn(await current, channel)
    },
    close: async () => {
      closed = true
      clearTimeout(timer)
      await (await current?.catch(() => undefined))?.end()
    },
  }
}

const listenOn = async (client: pg.Client, channel: string): Promise<void> => {
  await client.query(`listen ${pg.escapeIdentifier(channel)}`)
}
