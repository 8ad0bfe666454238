import { createServer, type Server } from 'node:net'

export const freePort = async (wanted = 0): Promise<number> => (await freePorts([wanted]))[0] as number

/** Loopback ports, each the wanted one or, where that is taken, another; all different. */
export async function freePorts(wanted: number[]): Promise<number[]> {
  const held: Server[] = []
  try {
    for (const port of wanted) held.push((await hold(port)) ?? (await hold(0)) ?? fail())
    return held.map(portOf)
  } finally {
    await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))))
  }
}

function hold(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server))
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === 'object' && address ? address.port : fail()
}

function fail(): never {
  throw new Error('no free port')
}
