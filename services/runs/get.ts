import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { pipelines, type RunStatus, revisions, type StepStatus, steps, users } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import type { Spec } from '#pipeline/spec.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { runId } from '../tracking/fields.ts'
import { find, type RunRow } from './find.ts'
import { type SetOff, setOffBy } from './set-off-by.ts'

export const getInput = z.object({ id: runId })

export interface ShownStep {
  node: string
  kind: string
  title: string
  status: StepStatus
  attempt: number
  progress: number | null
  message: string | null
  outputs: Record<string, PortValue> | null
  rowsIn: number | null
  rowsOut: number | null
  /** The run that made the outputs, when they were reused. */
  reusedFrom: string | null
  fault: FaultData | null
  startedAt: Date | null
  endedAt: Date | null
}

export interface ShownRun {
  id: string
  pipeline: { id: string; slug: string; name: string }
  revision: number
  /** As it was drawn when it ran. */
  spec: Spec
  overrides: RunRow['overrides']
  status: RunStatus
  fault: FaultData | null
  startedBy: string
  setOff: SetOff | null
  createdAt: Date
  startedAt: Date | null
  endedAt: Date | null
  cancelRequestedAt: Date | null
  /** In topological order. */
  steps: ShownStep[]
}

/** A run with all of its steps. Faults: NOT_FOUND. */
export async function get(ctx: Context, input: z.input<typeof getInput>): Promise<ShownRun> {
  authorize(ctx, 'run', 'read')
  const { id } = parse(getInput, input)
  const run = await find(ctx.db, ctx.actor.projectId, id)
  const [rows, [drawn], [starter], setOff] = await Promise.all([
    ctx.db.select().from(steps).where(eq(steps.runId, id)),
    ctx.db
      .select({
        pipeline: { id: pipelines.id, slug: pipelines.slug, name: pipelines.name },
        revision: revisions.number,
        spec: revisions.spec,
      })
      .from(revisions)
      .innerJoin(pipelines, eq(pipelines.id, revisions.pipelineId))
      .where(eq(revisions.id, run.revisionId)),
    ctx.db.select({ name: users.name }).from(users).where(eq(users.id, run.startedBy)),
    setOffBy(ctx.db, id),
  ])
  if (!drawn) throw new Error(`a run without its revision: ${id}`)
  const { overrides, status, fault, createdAt, startedAt, endedAt, cancelRequestedAt } = run
  const byNode = new Map(rows.map((row) => [row.node, row]))
  return {
    id,
    ...drawn,
    overrides,
    status,
    fault,
    startedBy: starter?.name ?? run.startedBy,
    setOff,
    createdAt,
    startedAt,
    endedAt,
    cancelRequestedAt,
    steps: run.plan.steps.flatMap(({ node, kind, title }) => {
      const row = byNode.get(node)
      if (!row) return []
      const { runId: _run, key: _key, token: _token, effect: _effect, ...shown } = row
      return [{ ...shown, kind, title }]
    }),
  }
}
