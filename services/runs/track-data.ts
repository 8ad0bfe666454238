import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { datasetInputs, files, steps } from '#db/schema.ts'
import { type Column, typeFamily } from '#pipeline/columns.ts'
import type { Plan, Step } from '#pipeline/compile.ts'
import type { FileValue } from '#pipeline/define-node.ts'

interface Reader {
  runId: string
  projectId: string
  /** The pipeline's run, whose steps read. */
  of: string
}

/** Of files in datasets of runs; lineage goes by the file itself. */
export const fileSource = 'espalier'
/** Of the file's own SHA-256. */
export const digestLength = 12

/** What the steps read, as MLflow's clients say it of theirs; told again, how many rows it turned out to have. */
export async function trackData(
  tx: Queryable,
  { runId, projectId, of }: Reader,
  readers: readonly Step[],
): Promise<void> {
  const read = new Map(readers.flatMap((step) => Object.values(step.files)).map((file) => [idOf(file), file]))
  if (read.size === 0) return
  const names = [...new Set([...read.values()].map(({ name }) => name))]
  const known = await tx
    .select({ name: files.name, version: files.version, sha256: files.sha256, rows: files.rows })
    .from(files)
    .where(and(eq(files.projectId, projectId), inArray(files.name, names)))
  const ended = await tx
    .select({ node: steps.node, rows: steps.rowsOut })
    .from(steps)
    .where(and(eq(steps.runId, of), inArray(steps.status, ['done', 'reused'])))
  const rowsOut = new Map(ended.map(({ node, rows }) => [node, rows]))
  // Of a text file it is known only once a step has read all of it.
  const counted = readers.flatMap(({ node, files: given }) => {
    const [file, another] = Object.values(given)
    return file && !another ? [[idOf(file), rowsOut.get(node) ?? null] as const] : []
  })
  await keepCounts(tx, projectId, readers, rowsOut)
  const rows = new Map([
    ...counted,
    ...known.filter((file) => file.rows !== null).map((file) => [idOf(file), file.rows] as const),
  ])
  const inputs = [...read].map(([id, { name, version = null, sha256, columns }]) => ({
    ...{ runId, name, digest: sha256.slice(0, digestLength), sourceType: fileSource },
    source: JSON.stringify({ file: name, version, sha256 }),
    schema: schemaOf(columns),
    profile: typeof rows.get(id) === 'number' ? JSON.stringify({ num_rows: rows.get(id) }) : null,
  }))
  await tx
    .insert(datasetInputs)
    .values(inputs)
    .onConflictDoUpdate({
      target: [datasetInputs.runId, datasetInputs.name, datasetInputs.digest],
      set: { profile: sql`coalesce(excluded.profile, ${datasetInputs.profile})` },
    })
}

/** A step that read nothing but a text file, all of it, has counted it for the catalogue as well. */
async function keepCounts(
  tx: Queryable,
  projectId: string,
  readers: readonly Step[],
  rowsOut: ReadonlyMap<string, number | null>,
): Promise<void> {
  for (const { node, files: given, inputs } of readers) {
    const [file, another] = Object.values(given)
    const rows = rowsOut.get(node)
    if (!file || another || Object.keys(inputs).length > 0 || file.format === 'ipynb' || typeof rows !== 'number')
      continue
    const { name, version = 0 } = file
    await tx
      .update(files)
      .set({ rows })
      .where(and(eq(files.projectId, projectId), eq(files.name, name), eq(files.version, version), isNull(files.rows)))
  }
}

const idOf = ({ name, sha256 }: Pick<FileValue, 'name' | 'sha256'>) => `${name} ${sha256}`

/** Lists of runs carry it, so that of a very wide file is left to the file. */
const widest = 1000
const schemaOf = (columns: readonly Column[]) =>
  columns.length > widest ? null : JSON.stringify({ mlflow_colspec: columns.map(columnSpec) })

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
export function stepsBefore(plan: Plan, node: string): Step[] {
  const wanted = new Set([node])
  for (const step of plan.steps.toReversed())
    if (wanted.has(step.node)) for (const from of Object.values(step.inputs)) wanted.add(from.node)
  return plan.steps.filter((step) => wanted.has(step.node))
}
