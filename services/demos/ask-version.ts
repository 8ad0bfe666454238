import type { Row, Warning } from '#engines/models/check-rows.ts'
import type { Answer } from '#engines/models/models.ts'
import type { Context } from '../context.ts'
import { answering, type LoadedDemo, remembered } from './load.ts'
import { pace } from './pace.ts'
import { rowsOf } from './rows.ts'
import type { DemoVersion } from './versions-of.ts'

export interface Ready {
  demo: LoadedDemo
  version: DemoVersion
  path: string
  rows: Row[]
  warnings: Warning[]
  /** A number an output: a class's probability each, or the target. */
  outputs: string[]
  score: (rows: Row[]) => Promise<number[][]>
}

interface Asked {
  name: string
  version?: number | undefined
  rows: readonly Record<string, unknown>[]
}

/** All that asking takes, with the rows held against the signature. Faults: INVALID_INPUT, GONE, NOT_FOUND, UNAVAILABLE. */
export async function askVersion(
  ctx: Context,
  { name, version: number, rows: given }: Asked,
  cost = 1,
): Promise<Ready> {
  pace(ctx.actor, cost)
  const demo = await remembered(ctx, name)
  const version = answering(demo, { number, key: ctx.actor.userId })
  const { rows, warnings } = await rowsOf(demo, version, given)
  const path = await ctx.store.path(version.artifact)
  const { signature } = version
  const outputs = signature.task === 'regression' ? [signature.target] : (signature.classes ?? [])
  const score = async (asked: Row[]) =>
    (await ctx.models.predict(path, signature, asked)).map((answer) => numbersOf(answer, outputs))
  return { demo, version, path, rows, warnings, outputs, score }
}

/** A class without probabilities counts 1 when it was chosen. */
const numbersOf = ({ prediction, probabilities }: Answer, outputs: readonly string[]): number[] =>
  typeof prediction === 'number'
    ? [prediction]
    : outputs.map((name) => probabilities?.[name] ?? (prediction === name ? 1 : 0))
