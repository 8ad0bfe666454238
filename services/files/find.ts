import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { files } from '#db/schema.ts'
import type { FileValue } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import type { NotebookFacts } from '#pipeline/notebook/facts.ts'

export const fileRef = z.object({ name: z.string(), version: z.number().int().min(1).optional() })

export type FileRow = typeof files.$inferSelect

/** A version of a file, the newest unless one is named. Faults: NOT_FOUND, also for a file of another project. */
export async function findFile(
  q: Queryable,
  projectId: string,
  { name, version }: z.output<typeof fileRef>,
): Promise<FileRow> {
  const [row] = await q
    .select()
    .from(files)
    .where(
      and(
        eq(files.projectId, projectId),
        eq(files.name, name),
        isNull(files.deletedAt),
        version === undefined ? undefined : eq(files.version, version),
      ),
    )
    .orderBy(desc(files.version))
    .limit(1)
  if (!row) throw new Fault('NOT_FOUND', `no such file: ${version === undefined ? name : `${name}@${version}`}`)
  return row
}

/** As nodes see it. */
export const fileValue = ({ name, version, sha256, format, columns, rows, dialect, notebook }: FileRow): FileValue => ({
  name,
  version,
  sha256,
  format,
  columns,
  ...(rows !== null && { rows }),
  ...(dialect && { dialect }),
  ...(notebook && { notebook }),
})

/** As pages and the command line see it. */
export interface FileInfo {
  id: string
  name: string
  version: number
  size: number
  format: FileValue['format']
  dialect: FileValue['dialect'] | null
  columns: FileRow['columns']
  rows: number | null
  /** Of a notebook. */
  notebook: NotebookFacts | null
  createdAt: Date
}

export const fileInfo = ({
  id,
  name,
  version,
  size,
  format,
  dialect,
  columns,
  rows,
  notebook,
  createdAt,
}: FileRow): FileInfo => ({
  id,
  name,
  version,
  size,
  format,
  dialect,
  columns,
  rows,
  notebook,
  createdAt,
})
