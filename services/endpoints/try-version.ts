import { checkRows } from '#engines/models/check-rows.ts'
import type { Models } from '#engines/models/models.ts'
import { readPictures } from '#engines/models/read-pictures.ts'
import { readDetails } from '../artifacts/read-details.ts'
import type { Context } from '../context.ts'
import type { Target } from './targets.ts'

/** Opens a version's session and asks it one of its example rows, if it has any. Faults: whatever keeps it from answering. */
export async function tryVersion(
  ctx: Context,
  models: Models,
  { artifact, signature, details }: Pick<Target, 'artifact' | 'signature' | 'details'>,
): Promise<void> {
  const [example] = (await readDetails(ctx, { artifact: details })).examples
  const path = await ctx.store.path(artifact)
  if (!example) return
  const row = Object.fromEntries(signature.inputs.map(({ name }) => [name, example[name] ?? null]))
  const { rows } = checkRows(signature, await readPictures(signature, [row]))
  await models.predict(path, signature, rows)
}
