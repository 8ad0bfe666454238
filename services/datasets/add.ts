import type { Queryable } from '#db/client.ts'
import { datasets } from '#db/schema.ts'
import { fileSource } from '../runs/track-data.ts'
import { columnsOf } from './columns-of.ts'

interface Logged {
  name: string
  digest: string
  sourceType: string
  source: string
  schema?: string | undefined
  profile?: string | undefined
}

/** Puts what a run logged into the catalogue, once for each content. Uploaded files are there by themselves. */
export async function add(tx: Queryable, projectId: string, logged: readonly Logged[]): Promise<void> {
  const others = logged.filter(({ sourceType }) => sourceType !== fileSource)
  if (others.length === 0) return
  await tx
    .insert(datasets)
    .values(others.map(({ schema, ...one }) => ({ ...one, projectId, columns: columnsOf(schema) })))
    .onConflictDoNothing()
}
