import type { Queryable } from '#db/client.ts'
import { versionRows } from '#db/schema.ts'
import { type Imported, readDetails } from '../artifacts/read-details.ts'
import type { Context } from '../context.ts'

/** Which file told what the columns of an imported model hold. Not asked within a transaction: it takes a connection of its own. */
export async function rowsTold(ctx: Context, details: string): Promise<Imported['rows']> {
  return (await readDetails(ctx, { artifact: details })).imported?.rows
}

/** Of a version that was imported with rows, which file they are of, so that lineage finds it. Once is enough. */
export async function keepRows(tx: Queryable, versionId: string, rows: Imported['rows']): Promise<void> {
  if (!rows) return
  const { name, version } = rows
  await tx.insert(versionRows).values({ versionId, name, version }).onConflictDoNothing()
}
