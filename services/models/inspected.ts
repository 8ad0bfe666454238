import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { gate } from '#engines/models/gate/gate.ts'
import type { Gated } from '#engines/models/gate/gated.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import type { Context } from '../context.ts'
import type { fileRef } from '../files/find.ts'
import { type Described, describedByRows, spreadByRows } from './described-by-rows.ts'
import { namedByRows, targetByRows } from './named-by-rows.ts'
import { type SampledRows, sampleRows } from './sample-rows.ts'

export const onnxType = 'application/x-onnx'

/** What the gate found in a file of the store: by its hash. */
export interface Inspection extends Gated {
  file: string
  /** The rows that told what its columns hold. */
  rows?: { name: string; version: number; total: number }
}

export interface Given {
  file: string
  corrections?: Corrections | undefined
  /** Files that it may keep data in, by name: where they lie. */
  beside?: Record<string, string> | undefined
  /** A file of the project, with rows such as the model was trained on. */
  rows?: z.output<typeof fileRef> | undefined
}

/** A model that passed: what came of it, where its stored form is, and what rows told. */
export interface Passed {
  inspection: Inspection
  path: string
  described?: Described
}

/** Holds a stored file at the gate. Faults: as the gate's. */
export const inspected = (ctx: Context, given: Given): Promise<Inspection> =>
  passing(ctx, given, async ({ inspection }) => inspection)

/** The same, with the stored form at hand. */
export async function passing<Result>(
  ctx: Context,
  { file, corrections = {}, beside = {}, rows }: Given,
  use: (passed: Passed) => Promise<Result>,
): Promise<Result> {
  const { root, store, work } = ctx
  const folder = join(work, `gate-${randomUUID()}`)
  await mkdir(folder, { recursive: true })
  const out = join(folder, 'model.onnx')
  const path = await store.path(file)
  const hold = (told: Corrections) => gate({ root, path, out, corrections: told, beside })
  try {
    if (!rows) return await use({ inspection: { ...(await hold(corrections)), file }, path: out })
    const sampled = await sampleRows(ctx, rows)
    const first = await hold(corrections)
    const columns = namedByRows(first, corrections, sampled)
    const gated = columns ? await hold({ ...corrections, columns }) : first
    const seen = withRows({ ...gated, file }, sampled, { corrections, columns })
    return await use({ ...seen, path: out })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function withRows(
  inspection: Inspection,
  sampled: SampledRows,
  { corrections, columns }: { corrections: Corrections; columns: string[] | undefined },
): Omit<Passed, 'path'> {
  const { admitted, remarks } = inspection
  const { name, version, total } = sampled
  const rows = { name, version, total }
  if (!admitted) return { inspection: { ...inspection, rows } }
  try {
    const described = describedByRows(admitted.signature.inputs, sampled)
    const { inputs, examples } = described
    const target = targetByRows(inputs, corrections, sampled)
    const told = [
      ...(columns ? [{ text: `The columns have the names of ${name}, in its order.`, assumed: true }] : []),
      ...(target
        ? [{ text: `It predicts ${target}, the one column of ${name} it does not take.`, assumed: true }]
        : []),
      { text: `What columns hold is as in ${count(sampled)} of ${name}.`, assumed: false },
    ]
    const signature = { ...admitted.signature, inputs, ...(target && { target }) }
    const spread = spreadByRows(signature.target, sampled)
    const all = [...remarks, ...told]
    return {
      inspection: { ...inspection, rows, remarks: all, admitted: { ...admitted, signature, examples } },
      described: { ...described, ...(spread && { target: spread }) },
    }
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'INVALID_INPUT') throw thrown
    const { admitted: _, ...open } = inspection
    return { inspection: { ...open, rows, question: thrown.toJSON() } }
  }
}

const count = ({ rows, total }: SampledRows) =>
  rows.length < total ? `${rows.length} of ${total} rows` : `${total} rows`
