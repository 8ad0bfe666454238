import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import type { NotebookFacts } from '#pipeline/notebook/facts.ts'
import { givenValues } from '#pipeline/notebook/given-values.ts'
import { emptySpec, type Spec } from '#pipeline/spec.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { findFile } from '../files/find.ts'
import { splitName } from '../files/resolve.ts'
import { parse } from '../parse.ts'
import { apply } from '../pipelines/apply.ts'
import { type StartedRun, start as startRun } from '../runs/start.ts'

export const startInput = z.object({
  /** As a spec says it: `train.ipynb`, or `train.ipynb@2`. */
  notebook: z.string(),
  /** As somebody writes them. */
  values: z.record(z.string(), z.string()).default({}),
  kernel: z.string().optional(),
  /** A result that is there already will do. */
  reuse: z.enum(['never', 'allowed']).default('never'),
})

const node = 'run'

export interface StartedNotebook extends StartedRun {
  node: string
}

/**
 * Runs a notebook by itself, in a pipeline of its own that holds nothing else. Faults: NOT_FOUND; INVALID_INPUT for an unknown
 * parameter, with those there are, and for one that asks for tables.
 */
export async function start(ctx: Context, input: z.input<typeof startInput>): Promise<StartedNotebook> {
  authorize(ctx, 'run', 'start')
  const { notebook, values, kernel, reuse } = parse(startInput, input)
  const { name, notebook: facts } = await findFile(ctx.db, ctx.actor.projectId, splitName(notebook))
  if (!facts) throw new Fault('INVALID_INPUT', `not a notebook: ${name}`, { hint: 'name a file that ends in .ipynb' })
  const given = givenValues(values, facts.parameters)
  if (facts.reads.length > 0)
    throw new Fault('INVALID_INPUT', `the notebook reads what no input brings: ${facts.reads.join(', ')}`, {
      hint: 'draw a pipeline with a Run notebook node, and a wire from each table',
    })
  const { slug } = await apply(ctx, { spec: specOf(name, facts) })
  const overrides = {
    [`${node}.notebook`]: notebook,
    [`${node}.values`]: JSON.stringify(given),
    ...(kernel && { [`${node}.kernel`]: kernel }),
    ...(reuse === 'never' && { [`${node}.again`]: new Date().toISOString() }),
  }
  return { ...(await startRun(ctx, { pipeline: { slug }, overrides })), node }
}

function specOf(notebook: string, { writes, models }: NotebookFacts): Spec {
  const spec = emptySpec(`Notebook ${notebook.replace(/\.ipynb$/i, '')}`.slice(0, 120))
  spec.nodes[node] = {
    kind: 'notebook.run',
    params: { notebook, ...(writes.length > 0 && { writes }), ...(models.length > 0 && { makes: models }) },
    position: { x: 0, y: 0 },
  }
  return spec
}
