import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from '#db/migrate.ts'
import { freePort, freePorts } from '../net/free-port.ts'
import { root } from '../paths.mjs'
import { formerPorts, keepPorts } from './kept-ports.ts'
import { labOnDemand } from './lab-on-demand.ts'
import { openOwner } from './owner.ts'
import { jupyterPart } from './parts/jupyter.ts'
import { protocolsPart, webPart, workerPart } from './parts/own.ts'
import { postgresPart } from './parts/postgres.ts'
import { temporalAddress, temporalPart } from './parts/temporal.ts'
import { type ProcessRegister, takeHome } from './process-register.ts'
import { openSecrets } from './secrets.ts'
import { removeServerFile, writeServerFile } from './server-file.ts'
import { type Part, type Supervised, supervise } from './supervise.ts'

export interface PlatformOptions {
  home: string
  port: number
  /** A Python with what kernels need; not needed with `JUPYTER_URL`. */
  python: string | undefined
  /** The Temporal program; not needed with `TEMPORAL_ADDRESS`. */
  temporal: string | undefined
  /** The built JupyterLab extension; without it there is no JupyterLab. */
  lab: { site: string } | undefined
  /** The folder of the built pages. */
  web: string
  /** What goes on, part by part. */
  show<T>(name: string, work: (say: (note: string) => void) => Promise<T>): Promise<T>
  /** What people must know later: crashes, ports. */
  announce(text: string): void
  /** Gives up starting. */
  signal: AbortSignal
}

export interface Platform {
  url: string
  apiUrl: string
  token: string
  signInLink: string
  stop(): Promise<void>
}

const version: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version

/** Starts everything in a home; `undefined` when another process has it running. */
export async function startPlatform(options: PlatformOptions): Promise<Platform | undefined> {
  await mkdir(join(options.home, 'logs'), { recursive: true, mode: 0o700 })
  const register = await takeHome(options.home)
  if (!register) return undefined
  const running: Supervised[] = []
  const stop = once(async () => {
    removeServerFile(options.home)
    await stopAll(running)
    register.remove()
  })
  try {
    return { ...(await startAll(options, register, running)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startAll(options: PlatformOptions, register: ProcessRegister, running: Supervised[]) {
  const { home, port, announce, show, signal } = options
  const secrets = openSecrets(home)
  const former = formerPorts(home, port)
  const [web = port, api = port + 1, ...inner] = await freePorts([...(former ?? [port, port + 1]), 0, 0, 0, 0, 0])
  keepPorts(home, port, [web, api])
  const why = former?.[0] === web ? 'was taken at an earlier start' : 'is taken'
  if (web !== port) announce(`port ${port} ${why}: the pages are at ${web}`)
  if (api !== port + 1) announce(`port ${port + 1} ${why}: the protocols server is at ${api}`)
  const [postgresPort = 0, temporalPort = 0, jupyterPort = 0, ...labPorts] = inner
  const url = `http://127.0.0.1:${web}`
  const apiUrl = `http://127.0.0.1:${api}`

  const start = (part: Part) =>
    show(part.name, async (say) => {
      say('starting')
      const log = join(home, 'logs', `${part.name.toLowerCase()}.log`)
      const onPid = (pid: number) => register.set(part.name.toLowerCase(), pid)
      running.push(await supervise(part, { log, cwd: root, announce, signal, onPid }))
      say('up')
    })

  /** Another platform may have come first since the ports were chosen, and would answer in its place. */
  const startAt = async (port: number, part: Part) => {
    if ((await freePort(port)) !== port) throw new Error(`port ${port} was taken meanwhile: start again`)
    await start(part)
  }

  const database = async () => {
    const given = process.env.DATABASE_URL
    if (given) return prepare(given, { home, url, secrets })
    const { part, url: databaseUrl } = await postgresPart({ home, port: postgresPort, password: secrets.postgres })
    await start(part)
    return prepare(databaseUrl, { home, url, secrets })
  }
  const temporal = async () => {
    if (process.env.TEMPORAL_ADDRESS) return
    const binary = needed(options.temporal, 'Temporal')
    await start(await temporalPart({ home, port: temporalPort, binary }))
  }
  const jupyter = async () => {
    const given = process.env.JUPYTER_URL
    if (given) return { url: given, token: process.env.JUPYTER_TOKEN }
    const { part, url, token } = await jupyterPart({
      home,
      port: jupyterPort,
      python: needed(options.python, 'Python'),
    })
    await start(part)
    return { url, token }
  }

  const lab = async () => {
    if (process.env.JUPYTER_URL || !options.lab) return {}
    const [asked = 0, own = 0] = labPorts
    const onPid = (pid: number) => register.set('lab', pid)
    const python = needed(options.python, 'Python')
    const place = { home, ports: [asked, own] as [number, number], python, extension: options.lab.site }
    const opener = await labOnDemand({ ...place, cwd: root, announce, signal, onPid })
    running.push(opener)
    return { ESPALIER_LAB_URL: opener.url, ESPALIER_LAB_KEY: opener.key }
  }

  const stored = database()
  const orchestrated = temporal()
  const kernels = jupyter()
  const own = stored.then(({ databaseUrl }) => ({
    ...inherited(),
    DATABASE_URL: databaseUrl,
    ESPALIER_HOME: home,
    ESPALIER_ROOT: root,
    ESPALIER_URL: url,
    ESPALIER_API_URL: apiUrl,
    ESPALIER_HOOK_KEY: process.env.ESPALIER_HOOK_KEY || secrets.hooks,
    TEMPORAL_ADDRESS: process.env.TEMPORAL_ADDRESS || temporalAddress(temporalPort),
  }))
  const [{ owner }] = await settled([
    stored,
    own.then((env) => startAt(api, protocolsPart(env, { url: apiUrl, port: api }))),
    Promise.all([own, lab()]).then(([env, opener]) =>
      startAt(
        web,
        webPart({ ...env, ...opener, ESPALIER_SECRET: secrets.session }, { url, port: web, build: options.web }),
      ),
    ),
    Promise.all([own, kernels, orchestrated]).then(([env, { url, token }]) =>
      start(workerPart({ ...env, JUPYTER_URL: url, JUPYTER_TOKEN: token })),
    ),
    orchestrated,
    kernels,
  ])
  writeServerFile(home, { url, apiUrl, token: owner.token, pid: process.pid, version })
  return { url, apiUrl, ...owner }
}

async function prepare(databaseUrl: string, owner: Omit<Parameters<typeof openOwner>[0], 'databaseUrl'>) {
  await migrate(databaseUrl)
  return { databaseUrl, owner: await openOwner({ ...owner, databaseUrl }) }
}

/** Who serves people goes first, what they stand on last. */
async function stopAll(running: Supervised[]): Promise<void> {
  const floors = [['web', 'protocols', 'worker', 'Lab'], ['Jupyter', 'Temporal'], ['Postgres']]
  for (const floor of floors)
    await Promise.all(running.filter(({ name }) => floor.includes(name)).map((part) => part.stop()))
}

/** All results, or the first failure once nothing is half-way any more. */
async function settled<T extends readonly unknown[]>(
  works: readonly [...T],
): Promise<{ [K in keyof T]: Awaited<T[K]> }> {
  const results = await Promise.allSettled(works)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as never
}

/** Our own environment without what npm puts there. */
const inherited = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)))

function needed(program: string | undefined, name: string): string {
  if (!program) throw new Error(`not installed: ${name}`)
  return program
}

const once = <T>(work: () => Promise<T>) => {
  let going: Promise<T> | undefined
  return () => {
    going ??= work()
    return going
  }
}
