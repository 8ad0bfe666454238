import { Agent, request } from 'node:http'

export interface Asked {
  port: number
  path: string
  headers: Record<string, string>
}

/** Asks each body once, over so many connections that stay open; the answers in order. Throws on anything but 200. */
export async function askAll(
  { port, path, headers }: Asked,
  bodies: readonly string[],
  connections: number,
): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const answers = new Array<string>(bodies.length)
  let next = 0
  const one = (body: string) =>
    new Promise<string>((resolve, reject) => {
      const asked = request(
        {
          ...{ agent, port, path, host: '127.0.0.1', method: 'POST' },
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
        },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () => {
            const text = Buffer.concat(parts).toString()
            if (response.statusCode === 200) resolve(text)
            else reject(new Error(`${response.statusCode}: ${text}`))
          })
        },
      )
      asked.on('error', reject)
      asked.end(body)
    })
  const work = async () => {
    for (let place = next++; place < bodies.length; place = next++) answers[place] = await one(bodies[place] ?? '')
  }
  await Promise.all(Array.from({ length: connections }, work))
  agent.destroy()
  return answers
}
