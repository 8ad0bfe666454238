import type { Signature } from '#pipeline/ports/model.ts'
import { type Batcher, batch } from './batch.ts'
import type { Row } from './check-rows.ts'
import type { Looked } from './explain/seen.ts'
import type { Answer, Models, Took } from './models.ts'
import { readPictures } from './read-pictures.ts'
import { answersOf, feedsOf, outputsOf, pictureOf } from './tensors.ts'
import { openThread, type Thread } from './threads.ts'

export interface ModelsOptions {
  /** The checkout: where the sources and `node_modules/` lie. */
  root: string
  threads: number
}

const mostRows = 4096
const mostLanes = 256

interface Lane {
  thread: Thread
  batcher: Batcher<Row, Timed>
}

interface Timed extends Took {
  answer: Answer
}

/** A model stays with its thread, and its calls go there one after the other, joined while one is under way. */
export function openModels({ root, threads: count }: ModelsOptions): Models {
  const threads = Array.from({ length: count }, () => openThread(root))
  const lanes = new Map<string, Lane>()
  let opened = 0

  const laneOf = (path: string, signature: Signature) => {
    const known = lanes.get(path)
    if (known) return known
    const thread = threads[opened++ % count] as Thread
    const lane = { thread, batcher: openLane(thread, path, signature) }
    lanes.set(path, lane)
    const [oldest] = lanes.keys()
    if (lanes.size > mostLanes && oldest !== undefined) lanes.delete(oldest)
    return lane
  }

  return {
    predict: async (path, signature, rows) =>
      (await laneOf(path, signature).batcher.add(rows)).map(({ answer }) => answer),
    measure: async (path, signature, rows) => {
      const timed = await laneOf(path, signature).batcher.add(rows)
      return {
        answers: timed.map(({ answer }) => answer),
        busy: Math.round(timed.reduce((sum, { busy }) => sum + busy, 0)),
        memory: timed[0]?.memory ?? 0,
      }
    },
    look: async (path, signature, rows, tensors) => {
      const { thread } = laneOf(path, signature)
      const order = (part: Row[]) => ({
        path,
        rows: part.length,
        feeds: feedsOf(signature, part),
        inner: true as const,
      })
      const parts: Record<string, Looked>[] = []
      for (const part of partsOf(rows, signature))
        parts.push((await thread.ask({ ...order(part), outputs: [...tensors] })).outputs)
      const [first] = parts
      return first && parts.length === 1
        ? first
        : Object.fromEntries(tensors.map((name) => [name, joinedLooks(parts.map((one) => one[name]))]))
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()))
    },
  }
}

const openLane = (thread: Thread, path: string, signature: Signature) =>
  batch<Row, Timed>(async (items) => {
    const timed: Timed[] = []
    for (const part of partsOf(items, signature)) {
      const feeds = feedsOf(signature, await asPixels(signature, part))
      const order = { path, rows: part.length, feeds, outputs: outputsOf(signature), ...pictureOf(signature) }
      const { outputs, busy, memory } = await thread.ask(order)
      for (const answer of answersOf(signature, outputs, part.length))
        timed.push({ answer, busy: busy / part.length, memory })
    }
    return timed
  }, mostRows)

function* partsOf(rows: Row[], { rowsAtOnce = rows.length }: Signature): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) yield rows.slice(from, from + rowsAtOnce)
}

const joinedLooks = (parts: readonly (Looked | undefined)[]): Looked => ({
  data: Float64Array.from(parts.flatMap((part) => Array.from((part?.data ?? []) as ArrayLike<number>))),
  width: parts[0]?.width ?? 0,
})

/** A row as it was recorded has its picture as text. */
const asPixels = async (signature: Signature, rows: Row[]): Promise<Row[]> =>
  signature.inputs.some(({ name, type }) => type === 'image' && rows.some((row) => typeof row[name] === 'string'))
    ? ((await readPictures(signature, rows)) as Row[])
    : rows
