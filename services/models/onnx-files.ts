import type { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import type { Context } from '../context.ts'
import type { fileRef } from '../files/find.ts'
import { open } from '../tracking/artifacts/open.ts'
import type { AdmitOnnx } from './admit-onnx.ts'
import type { RegisteredVersion } from './find-registered-version.ts'
import { mlflowModel } from './mlflow-model.ts'
import { sourceFolder } from './source-folder.ts'

/** What a person says of a model. */
export interface Told {
  corrections: Corrections
  rows?: z.output<typeof fileRef> | undefined
}

/** The ONNX among a version's own files, or the trees that become it, with what they and a person say of it. Faults: INVALID_INPUT where there is none. */
export async function filesOf(ctx: Context, version: RegisteredVersion, told: Told): Promise<AdmitOnnx> {
  const { model: name, number, source } = version
  const folder = source === null ? undefined : await sourceFolder(ctx, source)
  const files = folder === undefined ? undefined : await mlflowModel(ctx, folder)
  if (!files?.servable)
    throw new Fault('INVALID_INPUT', `no ONNX among the files of ${name} version ${number}`, {
      hint: 'convert it where it was trained (skl2onnx, onnxmltools, torch.onnx) and log it with mlflow.onnx.log_model',
    })
  const beside = await Promise.all(
    Object.entries(files.beside).map(async ([file, path]) => [file, (await open(ctx, { path })).path] as const),
  )
  return {
    file: (await open(ctx, { path: files.servable.path })).sha256,
    beside: Object.fromEntries(beside),
    corrections: { ...files.corrections, ...told.corrections },
    rows: told.rows,
    examples: files.examples,
    environment: files.environment,
  }
}
