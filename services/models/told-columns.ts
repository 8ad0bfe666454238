import type { modelVersions } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Context } from '../context.ts'
import { mlflowModel } from './mlflow-model.ts'
import { sourceFolder } from './source-folder.ts'

export interface ToldColumns {
  inputs: string[]
  target: string | null
}

/** What a caller sends, by the signature; of a version that is only kept, by what its `MLmodel` says. Null where nothing tells. */
export async function toldColumns(
  ctx: Context,
  { signature, source }: Pick<typeof modelVersions.$inferSelect, 'signature' | 'source'>,
): Promise<ToldColumns | null> {
  if (signature) return { inputs: signature.inputs.map(({ name }) => name), target: signature.target }
  const folder = source === null ? undefined : await folderOf(ctx, source)
  if (folder === undefined) return null
  const { columns = [] } = (await mlflowModel(ctx, folder)).corrections
  const inputs = columns.map((column) => (typeof column === 'string' ? column : column.name))
  return inputs.length > 0 ? { inputs, target: null } : null
}

/** The run or the model that it is from may be gone for good. */
async function folderOf(ctx: Context, source: string): Promise<string | undefined> {
  try {
    return await sourceFolder(ctx, source)
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'NOT_FOUND') return undefined
    throw thrown
  }
}
