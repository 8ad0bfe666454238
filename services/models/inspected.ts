import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gate } from '#engines/models/gate/gate.ts'
import type { Gated } from '#engines/models/gate/gated.ts'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import type { Context } from '../context.ts'

export const onnxType = 'application/x-onnx'

/** What the gate found in a file of the store: by its hash. */
export interface Inspection extends Gated {
  file: string
}

interface Inspected {
  file: string
  corrections?: Corrections | undefined
  /** Files that it may keep data in, by name: where they lie. */
  beside?: Record<string, string> | undefined
}

/** Holds a stored file at the gate. Faults: as the gate's. */
export const inspected = (
  { root, store, work }: Pick<Context, 'root' | 'store' | 'work'>,
  given: Inspected,
): Promise<Inspection> => passing({ root, store, work }, given, async (inspection) => inspection)

/** The same, with the stored form at hand: `use` gets its path where the file passed. */
export async function passing<Result>(
  { root, store, work }: Pick<Context, 'root' | 'store' | 'work'>,
  { file, corrections = {}, beside = {} }: Inspected,
  use: (inspection: Inspection, path: string) => Promise<Result>,
): Promise<Result> {
  const folder = join(work, `gate-${randomUUID()}`)
  await mkdir(folder, { recursive: true })
  try {
    const out = join(folder, 'model.onnx')
    const gated = await gate({ root, path: await store.path(file), out, corrections, beside })
    return await use({ ...gated, file }, out)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
