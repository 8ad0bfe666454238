import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { Fault, type FaultData } from '#pipeline/fault.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { admitOnnx } from '../../models/admit-onnx.ts'
import { environmentTold } from '../../models/environment-told.ts'
import type { PushedModel } from './pushed.ts'

/** Versions of all packages, as `pip freeze` lists them. */
const lockEntry = 'environment.txt'
const mostLock = 4 * 1024 * 1024

export interface Admission {
  model?: ModelValue
  refused?: FaultData
}

/** Holds the ONNX of a push at the gate; where it does not pass, the run is still worth keeping. */
export async function admitPushed(
  ctx: Context,
  { file, corrections, inputs, examples, background, target, metrics, parity }: PushedModel,
  paths: ReadonlyMap<string, string>,
): Promise<Admission> {
  authorize(ctx, 'model', 'register')
  const path = paths.get(file)
  if (!path)
    return { refused: { code: 'INVALID_INPUT', message: `the push names a model that it does not hold: ${file}` } }
  const { sha256 } = await ctx.store.put(createReadStream(path))
  const environment = await environmentIn(paths)
  try {
    const admitted = await admitOnnx(ctx, {
      ...{ file: sha256, corrections, inputs, examples, background, target, parity },
      ...(environment && { environment }),
    })
    return { model: { ...admitted, metrics } }
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code === 'UNAVAILABLE' || thrown.code === 'INTERNAL') throw thrown
    return { refused: thrown.toJSON() }
  }
}

async function environmentIn(paths: ReadonlyMap<string, string>) {
  const lock = paths.get(lockEntry)
  return lock && (await stat(lock)).size <= mostLock ? environmentTold(await readFile(lock, 'utf8')) : undefined
}
