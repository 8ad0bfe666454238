import { Fault } from '#pipeline/fault.ts'
import type { Context } from '../context.ts'
import { findPipeline, findRevision } from '../pipelines/find.ts'
import { demandOverrides } from '../runs/demand-overrides.ts'
import { demandCondition } from './condition.ts'
import { demandNoCircle } from './cycles.ts'
import { demandAllowed } from './folders.ts'
import { connectionOf } from './look-for-rows.ts'
import { type Settings, wrongIn } from './settings.ts'

interface Demanded extends Omit<Settings, 'watched'> {
  watchedId: string | null
}

interface Given {
  pipelineId: string
  /** When one is changed. */
  triggerId?: string
  given: Settings
}

/** What was given, if a trigger can be so. Faults: INVALID_INPUT, NOT_FOUND, FORBIDDEN, each with its parameter. */
export async function demandSettings(ctx: Context, { pipelineId, triggerId, given }: Given): Promise<Demanded> {
  const { watched, ...rest } = given
  const { watch } = rest
  const wrong = wrongIn(given)
  if (wrong) throw new Fault('INVALID_INPUT', wrong.message, { at: { param: wrong.param } })
  const { projectId } = ctx.actor
  const { spec } = await findRevision(ctx.db, projectId, { id: pipelineId })
  demandOverrides(spec, ctx.catalogue, given.overrides)
  if (watch.kind === 'folder') demandAllowed(watch.folder, ctx.arrivals)
  if (watch.kind === 'query') connectionOf(ctx, watch.connection)
  if (watch.kind === 'metric') {
    demandCondition(watch.when, 'watch.when')
    if (watch.rearm) demandCondition(watch.rearm, 'watch.rearm')
  }
  const watchedId = watched ? (await findPipeline(ctx.db, projectId, watched)).id : null
  await demandNoCircle(ctx.db, ctx.catalogue, { projectId, triggerId, watch, watchedId, pipelineId })
  return { ...rest, watchedId }
}
