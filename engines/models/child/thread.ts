import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { InferenceSession } from 'onnxruntime-node'
import { Fault } from '#pipeline/fault.ts'
import { answeringInstead } from '../explain/inner.ts'
import type { Order, Output, Ran, Reply } from './messages.ts'
import { tensorOf } from './tensor-of.ts'

const mostSessions = 16
const sessions = new Map<string, Promise<Opened>>()

interface Opened {
  session: InferenceSession
  memory: number
}

const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 } as const

const create = async (path: string, inner: readonly string[] | undefined) =>
  inner
    ? await InferenceSession.create(answeringInstead(await readFile(path), inner), options)
    : await InferenceSession.create(path, options)

const open = async (path: string, inner: readonly string[] | undefined): Promise<Opened> => {
  const before = process.memoryUsage.rss()
  const session = await create(path, inner)
  return { session, memory: Math.max(0, process.memoryUsage.rss() - before) }
}

const load = (key: string, path: string, inner?: readonly string[]) =>
  open(path, inner).catch((cause) => {
    sessions.delete(key)
    const message = Fault.of(cause).message
    if (/doesn't exist|No such file/i.test(message)) throw new Fault('NOT_FOUND', 'the file of the model is gone')
    throw new Fault('BAD_DATA', `not a model that can be run: ${message}`)
  })

/** The most recently used stay. */
const sessionOf = (path: string, inner?: readonly string[]): Promise<Opened> => {
  const key = inner ? JSON.stringify([path, inner]) : path
  const opened = sessions.get(key) ?? load(key, path, inner)
  sessions.delete(key)
  sessions.set(key, opened)
  const [oldest] = sessions
  if (sessions.size > mostSessions && oldest) {
    sessions.delete(oldest[0])
    oldest[1].then(({ session }) => session.release()).catch(() => undefined)
  }
  return opened
}

const run = async ({ path, rows, feeds, outputs, inner, picture }: Order): Promise<Ran> => {
  const { session, memory } = await sessionOf(path, inner && outputs)
  const begun = performance.now()
  const tensors = Object.fromEntries(
    session.inputNames.map((name) => {
      const values = feeds[name]
      if (!values) throw new Fault('INTERNAL', `the model has an input that its signature lacks: ${name}`)
      return [name, tensorOf(values, rows, picture)]
    }),
  )
  const results = await session.run(tensors, outputs)
  const told = Object.fromEntries(
    outputs.map((name) => {
      const tensor = results[name]
      if (!tensor) throw new Fault('INTERNAL', `the model does not give: ${name}`)
      return [name, { data: tensor.data as Output['data'], width: tensor.size / rows }]
    }),
  )
  return { outputs: told, busy: (performance.now() - begun) * 1000, memory }
}

parentPort?.on('message', (order: Order) => {
  const { id } = order
  const reply = (message: Reply) => parentPort?.postMessage(message)
  run(order).then(
    (ran) => reply({ id, ...ran }),
    (thrown) => reply({ id, fault: faultOf(thrown).toJSON() }),
  )
})

const faultOf = (thrown: unknown): Fault =>
  thrown instanceof Fault
    ? thrown
    : new Fault('BAD_DATA', `the model cannot answer these rows: ${Fault.of(thrown).message}`)
