import { createServer } from 'node:net'

/** The wanted loopback port, or a free one where it is taken. */
export async function freePort(wanted = 0): Promise<number> {
  return (await listenable(wanted)) ?? (await listenable(0)) ?? Promise.reject(new Error('no free port'))
}

function listenable(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined))
    })
  })
}
