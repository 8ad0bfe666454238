import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { datasetInputs, files } from '#db/schema.ts'
import { type Column, typeFamily } from '#pipeline/columns.ts'
import type { Plan, Step } from '#pipeline/compile.ts'
import type { FileValue } from '#pipeline/define-node.ts'

interface Reader {
  runId: string
  projectId: string
}

/** Of files in datasets of runs; lineage goes by the file itself. */
export const fileSource = 'espalier'
export const digestOf = (sha256: string): string => sha256.slice(0, 12)

/** What the steps read, as MLflow's clients say it of theirs. */
export async function trackData(tx: Queryable, { runId, projectId }: Reader, steps: readonly Step[]): Promise<void> {
  const read = new Map(steps.flatMap((step) => Object.values(step.files)).map((file) => [idOf(file), file]))
  if (read.size === 0) return
  const names = [...new Set([...read.values()].map(({ name }) => name))]
  const known = await tx
    .select({ name: files.name, version: files.version, sha256: files.sha256, rows: files.rows })
    .from(files)
    .where(and(eq(files.projectId, projectId), inArray(files.name, names)))
  const rows = new Map(known.map((file) => [idOf(file), file.rows]))
  const inputs = [...read].map(([id, { name, version = null, sha256, columns }]) => ({
    ...{ runId, name, digest: digestOf(sha256), sourceType: fileSource },
    source: JSON.stringify({ file: name, version, sha256 }),
    schema: JSON.stringify({ mlflow_colspec: columns.map(columnSpec) }),
    profile: typeof rows.get(id) === 'number' ? JSON.stringify({ num_rows: rows.get(id) }) : null,
  }))
  await tx.insert(datasetInputs).values(inputs).onConflictDoNothing()
}

const idOf = ({ name, sha256 }: Pick<FileValue, 'name' | 'sha256'>) => `${name} ${sha256}`

const columnSpec = ({ name, type }: Column) => ({ type: mlflowType(type), name, required: false })

/** The nearest of MLflow's types; what has none there is text. */
function mlflowType(type: string): string {
  if (/^(FLOAT|REAL)$/.test(type)) return 'float'
  if (/^U?(TINYINT|SMALLINT)$|^INTEGER$/.test(type)) return 'integer'
  if (/^(DATE|TIMESTAMP)/.test(type)) return 'datetime'
  if (type === 'BLOB') return 'binary'
  const family = typeFamily(type)
  return ({ integer: 'long', number: 'double', boolean: 'boolean' } as Record<string, string>)[family] ?? 'string'
}

/** A step with all that it stands on. */
export function stepsBefore({ steps }: Plan, node: string): Step[] {
  const wanted = new Set([node])
  for (const step of steps.toReversed())
    if (wanted.has(step.node)) for (const from of Object.values(step.inputs)) wanted.add(from.node)
  return steps.filter((step) => wanted.has(step.node))
}
