import { and, eq } from 'drizzle-orm'
import { runs, steps } from '#db/schema.ts'
import type { Plan } from '#pipeline/compile.ts'
import { groupOf } from '#pipeline/define-node.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { boundedMap } from '../bounded-map.ts'
import type { Context } from '../context.ts'
import { distinct, type Origin, type TracedTable, tracePlan } from './trace-plan.ts'

/** A column of a version of a file. */
export interface FileColumn {
  file: string
  version: number | null
  sha256: string
  column: string
}

export interface VersionColumns {
  /** What a caller sends, and the target. */
  inputs: { name: string; role: 'input' | 'target'; from: FileColumn[] }[]
  /** What decided which rows the model learned from, and how much each counted. */
  rows: FileColumn[]
  /** False where a step says nothing of its columns: then these may be the origins. */
  exact: boolean
}

interface Made {
  runId: string
  node: string
  signature: Signature
}

const traces = boundedMap<string, Promise<TracedTable | null>>(2000)

/** From which columns of which files a model's inputs came; null where the run that trained it is gone. */
export async function versionColumns(ctx: Context, { runId, node, signature }: Made): Promise<VersionColumns | null> {
  const [run] = await ctx.db
    .select({ plan: runs.plan, revisionId: runs.revisionId })
    .from(runs)
    .where(and(eq(runs.projectId, ctx.actor.projectId), eq(runs.id, runId)))
  const training = run && trainingStepOf(run.plan, node)
  const from = training?.inputs.rows
  if (!run || !training || !from) return null
  // Content keys do not know the names of nodes, which origins do: these belong to the revision.
  const key = `${run.revisionId} ${training.key}`
  const known = traces.get(key) ?? traced(ctx, runId, run.plan, from)
  traces.set(key, known)
  known.then((found) => found ?? traces.delete(key)).catch(() => traces.delete(key))
  const table = await known
  const pictures = signature.inputs.some(({ type }) => type === 'image')
  const pixels = pictures ? await learned(ctx, runId, training.node) : []
  return table && columnsOf(table, run.plan, { signature, pixels })
}

/** Columns that a training step's model took, whatever it takes since. */
async function learned(ctx: Context, runId: string, node: string): Promise<string[]> {
  const [made] = await ctx.db
    .select({ outputs: steps.outputs })
    .from(steps)
    .where(and(eq(steps.runId, runId), eq(steps.node, node)))
  const model = made?.outputs?.model
  return model?.type === 'model' ? model.signature.inputs.map(({ name }) => name) : []
}

async function traced(ctx: Context, runId: string, plan: Plan, from: { node: string; port: string }) {
  const made = await ctx.db
    .select({ node: steps.node, outputs: steps.outputs })
    .from(steps)
    .where(eq(steps.runId, runId))
  const outputs = new Map(made.map((step) => [step.node, step.outputs]))
  const table = await tracePlan(ctx, { plan, outputs }, from)
  const value = outputs.get(from.node)?.[from.port]
  if (!table || value?.type !== 'table') return table
  // What deals rows out to training and test, and what weighs them, decides as much as what leaves them out.
  const dealing = value.columns.filter(({ role }) => role === 'split' || role === 'weight')
  return { ...table, rows: distinct([...table.rows, ...dealing.flatMap(({ name }) => table.columns.get(name) ?? [])]) }
}

/** The step that trained the model which a step registered: it read rows; what only changed the model since did not. */
export function trainingStepOf({ steps: all }: Plan, node: string) {
  let step = all.find((one) => one.node === node)
  while (step && !(groupOf(step.kind) === 'training' && step.inputs.rows)) {
    const before: string | undefined = step.inputs.model?.node
    step = all.find((one) => one.node === before)
  }
  return step
}

interface Taken {
  signature: Signature
  /** Columns that a picture stands for. */
  pixels: string[]
}

function columnsOf({ columns, rows, exact }: TracedTable, plan: Plan, { signature, pixels }: Taken): VersionColumns {
  const files = new Map(plan.steps.map((step) => [step.node, step.files]))
  const fileColumns = (origins: Origin[]): FileColumn[] =>
    distinct(origins).flatMap(({ node, param, column }) => {
      const file = files.get(node)?.[param]
      return file ? [{ file: file.name, version: file.version ?? null, sha256: file.sha256, column }] : []
    })
  const taken = [
    ...signature.inputs.map(({ name, type }) => ({ name, of: type === 'image' ? pixels : [name] })),
    { name: signature.target, of: [signature.target] },
  ]
  return {
    inputs: taken.map(({ name, of }) => ({
      name,
      role: name === signature.target ? 'target' : 'input',
      from: fileColumns(of.flatMap((column) => columns.get(column) ?? [])),
    })),
    rows: fileColumns(rows),
    exact: exact && taken.every(({ of }) => of.length > 0 && of.every((column) => columns.has(column))),
  }
}

/**
 * How a column enters a version: `value` and `rows` for certain; `name` where nobody saw the training but an input has its
 * name; `may` where nothing can be known.
 */
export type Entrance = 'value' | 'rows' | 'name' | 'may'

export function entranceOf({ inputs, rows, exact }: VersionColumns, file: string, column: string): Entrance | null {
  const names = (one: FileColumn) => one.file === file && one.column === column
  const value = inputs.some(({ from }) => from.some(names))
  if (!value && !rows.some(names)) return null
  if (!exact) return 'may'
  return value ? 'value' : 'rows'
}
