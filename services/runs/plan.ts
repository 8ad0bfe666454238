import { and, desc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { runs } from '#db/schema.ts'
import { canonical } from '#pipeline/canonical.ts'
import type { Step } from '#pipeline/compile.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { find } from '../results/find.ts'
import { prepare, runWish } from './prepare.ts'

export const planInput = runWish

export interface PlannedStep {
  node: string
  title: string
  decision: 'run' | 'reuse'
  why: string
}

/** What a run would do, before it is started. Faults: as `start`. */
export async function plan(ctx: Context, input: z.input<typeof planInput>): Promise<{ steps: PlannedStep[] }> {
  authorize(ctx, 'run', 'read')
  const { pipelineId, plan: planned } = await prepare(ctx, parse(planInput, input))
  const known = await find(
    ctx,
    planned.steps.filter(({ effect }) => !effect).map(({ key }) => key),
  )
  const [last] = await ctx.db
    .select({ plan: runs.plan })
    .from(runs)
    .where(and(eq(runs.projectId, ctx.actor.projectId), eq(runs.pipelineId, pipelineId)))
    .orderBy(desc(runs.createdAt))
    .limit(1)
  const former = new Map(last?.plan.steps.map((step) => [step.node, step]))
  const titles = new Map(planned.steps.map(({ node, title }) => [node, title]))
  const running = new Set<string>()
  const steps = planned.steps.map((step): PlannedStep => {
    const { node, title } = step
    const result = known.get(step.key)
    if (result)
      return { node, title, decision: 'reuse', why: `nothing changed since ${result.createdAt.toISOString()}` }
    running.add(node)
    return { node, title, decision: 'run', why: reason(step, former.get(node), titles, running) }
  })
  return { steps }
}

function reason(
  step: Step,
  former: Step | undefined,
  titles: ReadonlyMap<string, string>,
  running: ReadonlySet<string>,
): string {
  if (step.effect) return 'it changes the platform or reads what is live, so it always runs'
  if (!former) return 'it has not run before'
  if (former.kind !== step.kind) return 'it is another kind of node now'
  const changed = Object.keys({ ...former.params, ...step.params }).filter(
    (name) => canonical(former.params[name] ?? null) !== canonical(step.params[name] ?? null),
  )
  if (changed.length > 0) return `changed: ${changed.join(', ')}`
  const files = Object.entries(step.files).filter(([param, { sha256 }]) => former.files[param]?.sha256 !== sha256)
  if (files.length > 0) return `a new version of ${files.map(([, { name }]) => name).join(', ')}`
  const before = Object.values(step.inputs).find((from) => running.has(from.node))
  if (before) return `${titles.get(before.node) ?? before.node} runs again`
  return former.key === step.key ? 'it has not ended well before' : 'its inputs changed'
}
