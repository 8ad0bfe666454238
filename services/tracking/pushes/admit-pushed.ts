import { createReadStream } from 'node:fs'
import { Fault, type FaultData } from '#pipeline/fault.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { admitOnnx } from '../../models/admit-onnx.ts'
import type { PushedModel } from './pushed.ts'

export interface Admission {
  model?: ModelValue
  refused?: FaultData
}

/** Holds the ONNX of a push at the gate; where it does not pass, the run is still worth keeping. */
export async function admitPushed(
  ctx: Context,
  { file, corrections, inputs, examples, background, metrics, parity }: PushedModel,
  paths: ReadonlyMap<string, string>,
): Promise<Admission> {
  authorize(ctx, 'model', 'register')
  const path = paths.get(file)
  if (!path)
    return { refused: { code: 'INVALID_INPUT', message: `the push names a model that it does not hold: ${file}` } }
  const { sha256 } = await ctx.store.put(createReadStream(path))
  try {
    const admitted = await admitOnnx(ctx, { file: sha256, corrections, inputs, examples, background, parity })
    return { model: { ...admitted, metrics } }
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code === 'UNAVAILABLE' || thrown.code === 'INTERNAL') throw thrown
    return { refused: thrown.toJSON() }
  }
}
