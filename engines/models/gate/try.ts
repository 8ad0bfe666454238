import { InferenceSession, type Tensor } from 'onnxruntime-node'
import { Fault } from '#pipeline/fault.ts'
import type { Feeds } from '../child/messages.ts'
import { tensorOf } from '../child/tensor-of.ts'
import { limits } from './limits.ts'
import { madeRows } from './made-rows.ts'
import { nativeFeeds } from './native-feeds.ts'
import type { InputPlan } from './plan.ts'
import type { Seen } from './plan-outputs.ts'

export type Results = Record<string, Tensor>

export interface Tried {
  run(feeds: Record<string, Tensor>): Promise<Results>
  /** In the platform's own form. */
  answer(plan: readonly InputPlan[], feeds: Feeds, rows: number): Promise<Results>
  /** How many rows it takes at once, of so many: one, where the graph knows no more. */
  most(plan: readonly InputPlan[], rows: number): Promise<number>
  close(): Promise<void>
}

export async function open(bytes: Uint8Array): Promise<Tried> {
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4 } as const
  // From memory, so that nothing beside the file can be found.
  const session = await InferenceSession.create(bytes, options).catch((cause: unknown) => {
    throw engineFault(cause, 'the engine cannot load the model')
  })
  const run = async (feeds: Record<string, Tensor>) =>
    (await session.run(feeds).catch((cause: unknown) => {
      throw engineFault(cause, 'the model does not answer made rows')
    })) as Results
  return {
    run,
    close: () => session.release(),
    answer: (plan, feeds, rows) =>
      run(
        Object.fromEntries(
          Object.entries(feeds).map(([name, values]) => [name, tensorOf(values, rows, pictureOf(plan))]),
        ),
      ),
    most: async (plan, rows) => {
      const attempt = async (count: number) => run(nativeFeeds(plan, madeRows(plan, count), count))
      const first = await attempt(1)
      const several = await attempt(3).catch(() => undefined)
      const follows = (name: string) => first[name]?.dims[0] === 1 && several?.[name]?.dims[0] === 3
      if (!several || !Object.keys(first).some(follows)) return 1
      const [large] = Object.values(madeRows(plan, 1)).map((values) => values.length)
      return (large ?? 0) > 10_000
        ? 3
        : await attempt(rows).then(
            () => rows,
            () => 3,
          )
    },
  }
}

const pictureOf = (plan: readonly InputPlan[]): number[] | undefined => {
  const [first] = plan
  return first?.kind === 'picture' ? [first.picture.height, first.picture.width, first.picture.channels] : undefined
}

/** Outputs that have as many rows as went in. */
export function seenOf(results: Results, rows: number): Seen[] {
  const seen = Object.entries(results).flatMap(([name, tensor]): Seen[] => {
    const { dims, size, type, data } = tensor
    if ((dims[0] ?? 1) !== rows && !(rows === 1 && dims.length <= 1)) return []
    const width = size / rows
    return Number.isInteger(width) && width > 0 ? [{ name, type, width, values: data as Seen['values'] }] : []
  })
  if (seen.length === 0)
    throw new Fault('BAD_DATA', 'the model gives no answer for each row', {
      hint: 'export it so that the first dimension of its outputs is the rows',
    })
  const wide = seen.find(({ width }) => width > limits.columns)
  if (wide && seen.every(({ width }) => width > limits.columns))
    throw new Fault('BAD_DATA', `not a label, probabilities or a number: ${wide.name} has ${wide.width} values a row`, {
      hint: 'export the part of the model that ends in a class or a number',
    })
  return seen.filter(({ width }) => width <= limits.columns)
}

/** More and more rows at once, until it takes too long, or too much: the process may end here. */
export async function grow(
  session: Tried,
  plan: readonly InputPlan[],
  from: number,
  tell: (rows: number) => void,
): Promise<void> {
  let rows = from
  while (rows < limits.rows) {
    const next = Math.min(rows * 4, limits.rows)
    const begun = performance.now()
    const worked = await session.answer(plan, madeRows(plan, next), next).then(
      () => true,
      () => false,
    )
    if (!worked) return
    rows = next
    tell(rows)
    if (performance.now() - begun > (limits.secondsPerRun * 1000) / 8) return
  }
}

/** Where in its own code the engine noticed, which says nothing of the model. */
const ofItsSource = /\/onnxruntime_src\/.*(?:\] |was false\. )/

function engineFault(cause: unknown, what: string): Fault {
  const message = (Fault.of(cause).message.split('\n')[0] ?? '').replace(ofItsSource, '').slice(0, 500)
  if (/bad_alloc|bad allocation|Failed to allocate|out of memory|would require more than/i.test(message))
    return new Fault('LIMIT', 'the model takes too much memory', {
      hint: 'export it without tensors of a fixed, very large size',
      cause,
    })
  return new Fault('BAD_DATA', `${what}: ${message}`, {
    hint: 'try it with onnxruntime where it was exported, and export it again',
    cause,
  })
}
