import type { Queryable } from '#db/client.ts'
import { versionRows } from '#db/schema.ts'
import { readDetails } from '../artifacts/read-details.ts'
import type { Context } from '../context.ts'

/** Of a version that was imported with rows, which file they are of, so that lineage finds it. Once is enough. */
export async function keepRows(
  tx: Queryable,
  ctx: Context,
  { versionId, details }: { versionId: string; details: string },
): Promise<void> {
  const rows = (await readDetails(ctx, { artifact: details })).imported?.rows
  if (!rows) return
  const { name, version } = rows
  await tx.insert(versionRows).values({ versionId, name, version }).onConflictDoNothing()
}
