import { z } from 'zod'
import { type Catalogue, groupOf } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Spec } from '#pipeline/spec.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { parse } from '../parse.ts'
import { insert, lockNames } from '../pipelines/insert.ts'
import { create as createSchedule } from '../schedules/create.ts'
import { list as listSchedules } from '../schedules/list.ts'
import { findTemplate } from '../templates/read.ts'
import { pipelinesOf } from './pipelines-of.ts'

export const createInput = z.object({
  endpoint: z.string(),
  everySeconds: z
    .number()
    .int()
    .min(60)
    .max(7 * 86_400)
    .default(3600),
})

export interface CreatedMonitor {
  pipeline: { slug: string; name: string }
  schedule: string
}

/**
 * The pipeline of the template `monitor` for an endpoint, and a schedule for it. A pipeline that reads the endpoint already
 * is kept as it is and scheduled. Faults: NOT_FOUND; CONFLICT where it has a schedule, too.
 */
export async function create(ctx: Context, input: z.input<typeof createInput>): Promise<CreatedMonitor> {
  authorize(ctx, 'pipeline', 'write')
  authorize(ctx, 'schedule', 'write')
  const { endpoint, everySeconds } = parse(createInput, input)
  const { projectId } = ctx.actor
  await findEndpoint(ctx.db, projectId, endpoint)
  const drawn = await monitorSpec(ctx, endpoint)
  const pipeline = await ctx.db.transaction(async (tx) => {
    await lockNames(tx, projectId)
    const [known] = await pipelinesOf(tx, ctx.catalogue, projectId, endpoint)
    return known ?? (await insert(tx, ctx.actor, drawn))
  })
  const scheduled = (await listSchedules(ctx)).find((schedule) => schedule.pipeline.slug === pipeline.slug)
  if (scheduled)
    throw new Fault('CONFLICT', `it is monitored already: ${endpoint}`, {
      hint: `change the schedule: ${scheduled.name}`,
    })
  const { name } = await createSchedule(ctx, {
    name: drawn.name,
    pipeline: { slug: pipeline.slug },
    timing: { kind: 'interval', everySeconds },
    overrides: pipeline.name === drawn.name ? windowEnds(ctx.catalogue, drawn) : {},
  })
  return { pipeline: { slug: pipeline.slug, name: pipeline.name }, schedule: name }
}

/** Every node that takes the end of a window is told when it was due. */
const windowEnds = (catalogue: Catalogue, { nodes }: Spec): Record<string, string> =>
  Object.fromEntries(
    Object.entries(nodes)
      .filter(([, { kind }]) => groupOf(kind) === 'monitor' && 'until' in (catalogue.get(kind)?.params.shape ?? {}))
      .map(([id]) => [`${id}.until`, '{{ scheduled_time }}']),
  )

async function monitorSpec(ctx: Context, endpoint: string): Promise<Spec> {
  const { spec } = await findTemplate(ctx.root, 'monitor')
  const nodes = Object.fromEntries(
    Object.entries(spec.nodes).map(([id, node]) => [
      id,
      'endpoint' in node.params ? { ...node, params: { ...node.params, endpoint } } : node,
    ]),
  )
  return { ...spec, name: `Monitor ${endpoint}`, nodes }
}
