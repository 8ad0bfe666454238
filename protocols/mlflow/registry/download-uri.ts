import { Fault } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import type { RegisteredVersion } from '#services/models/find-registered-version.ts'
import { getRegisteredVersion } from '#services/models/get-registered-version.ts'

const deepest = 32

/** Where the files are; a copy of another version has that one's. Faults: NOT_FOUND; INVALID_INPUT for what has none. */
export async function downloadUri(ctx: Context, version: RegisteredVersion, depth = 0): Promise<string> {
  const { source, model, number } = version
  if (source === null)
    throw new Fault('INVALID_INPUT', `Model Version (name=${model}, version=${number}) is ONNX and has no MLflow files`)
  const [, name, original] = /^models:\/+([^/@]+)\/(\d+)$/.exec(source) ?? []
  if (!name || !original) return source
  if (depth === deepest) throw new Fault('INVALID_INPUT', `Too many copies of copies: ${source}`)
  return await downloadUri(ctx, await getRegisteredVersion(ctx, { name, number: Number(original) }), depth + 1)
}
