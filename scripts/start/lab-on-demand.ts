import { randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { copyExamples } from './copy-examples.ts'
import { labPart } from './parts/lab.ts'
import { type Supervised, type Supervision, supervise } from './supervise.ts'

interface LabOptions extends Pick<Supervision, 'announce' | 'signal' | 'onPid' | 'cwd'> {
  home: string
  /** Where to be asked, and where JupyterLab listens. */
  ports: [asked: number, lab: number]
  python: string
  extension: string
}

export interface LabOnDemand extends Supervised {
  /** How the web process asks for it. */
  url: string
  key: string
}

/** Starts JupyterLab when somebody asks who has the key: until then it costs nothing. */
export async function labOnDemand({
  home,
  ports,
  python,
  extension,
  ...supervision
}: LabOptions): Promise<LabOnDemand> {
  const key = randomBytes(24).toString('hex')
  const notebooks = join(home, 'notebooks')
  await copyExamples(notebooks)
  let going: Promise<{ url: string; token: string; supervised: Supervised }> | undefined

  const start = async () => {
    const place = { home: join(home, 'lab'), port: ports[1], notebooks, extension, python }
    const { part, url, token } = await labPart(place)
    const supervised = await supervise(part, { ...supervision, log: join(home, 'logs', 'lab.log') })
    supervised.ended.then(() => {
      going = undefined
    })
    return { url, token, supervised }
  }
  const open = () => {
    going ??= start().catch((thrown) => {
      going = undefined
      throw thrown
    })
    return going
  }

  const expected = Buffer.from(`Bearer ${key}`)
  const server = createServer((request, response) => {
    const given = Buffer.from(request.headers.authorization ?? '')
    const known = given.length === expected.length && timingSafeEqual(given, expected)
    if (!known || request.method !== 'POST') return response.writeHead(403).end()
    open().then(
      ({ url, token }) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ url, token })),
      (thrown) => {
        supervision.announce(String(thrown))
        response.writeHead(503).end()
      },
    )
  }).listen(ports[0], '127.0.0.1')
  await once(server, 'listening')

  return {
    name: 'Lab',
    url: `http://127.0.0.1:${ports[0]}`,
    key,
    ended: new Promise(() => undefined),
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await going?.then(({ supervised }) => supervised.stop()).catch(() => undefined)
    },
  }
}
