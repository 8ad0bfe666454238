import type { FastifyReply, FastifyRequest } from 'fastify'

export interface Events {
  /** Resolves once the bytes have left this process; false when nobody listens any more. */
  send(text: string): Promise<boolean>
  end(): void
  /** Aborts when the listener has gone, or the server closes. */
  signal: AbortSignal
}

const open = new Set<() => void>()

/** A stream of events that no proxy holds back. */
export function openEvents(request: FastifyRequest, reply: FastifyReply): Events {
  const { raw } = reply
  const gone = new AbortController()
  const headers = Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined))
  reply.hijack()
  raw.writeHead(200, {
    ...(headers as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    // Or a server that closes would wait for the connection, which is kept for a next request.
    connection: 'close',
  })
  raw.flushHeaders()
  const end = () => {
    gone.abort()
    open.delete(end)
    if (!raw.writableEnded) raw.end()
  }
  open.add(end)
  raw.on('error', end)
  request.raw.on('close', () => {
    if (raw.destroyed || request.raw.destroyed) end()
  })
  raw.on('close', end)
  return {
    signal: gone.signal,
    end,
    send: (text) =>
      new Promise((resolve) => {
        if (gone.signal.aborted) return resolve(false)
        raw.write(text, (error) => resolve(!error && !gone.signal.aborted))
      }),
  }
}

/** A server that closes waits for nobody who only listens. */
export function endAll(): void {
  for (const end of [...open]) end()
}
