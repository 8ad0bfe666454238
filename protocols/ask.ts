import { randomUUID } from 'node:crypto'
import { type CheckedRows, checkRows, type Row } from '#engines/models/check-rows.ts'
import type { Answer, Models, Took } from '#engines/models/models.ts'
import { readPictures } from '#engines/models/read-pictures.ts'
import type { Context } from '#services/context.ts'
import type { ResolvedEndpoint, ServingTarget } from '#services/endpoints/resolve.ts'
import type { Prediction } from './recorder.ts'

export interface Asked extends CheckedRows, Took {
  answers: ({ id: string } & Answer)[]
  /** Until the model had answered. */
  microseconds: number
}

/** What a version says of rows as a caller sent them. Faults: as `checkRows` and `Models.predict`. */
export async function ask(models: Models, ctx: Context, target: ServingTarget, given: unknown): Promise<Asked> {
  const checked = checkRows(target.signature, await readPictures(target.signature, given), target.seen)
  const path = await pathOf(ctx, target)
  const start = performance.now()
  const { answers, busy, memory } = await models.measure(path, target.signature, checked.rows)
  const microseconds = Math.round((performance.now() - start) * 1000)
  return { ...checked, answers: answers.map((answer) => ({ id: randomUUID(), ...answer })), microseconds, busy, memory }
}

const paths = new WeakMap<ServingTarget, Promise<string>>()

/** Looked for once as long as an endpoint leads to the version: its session is open by then. */
function pathOf(ctx: Context, target: ServingTarget): Promise<string> {
  const known = paths.get(target)
  if (known) return known
  const path = ctx.store.path(target.artifact)
  paths.set(target, path)
  path.catch(() => paths.delete(target))
  return path
}

/** As they are kept. */
export function predictionsOf({
  resolved,
  target,
  asked: { rows, answers, microseconds },
}: {
  resolved: ResolvedEndpoint
  target: ServingTarget
  asked: Asked
}): Prediction[] {
  const at = new Date()
  return answers.map(({ id, ...output }, index) => ({
    ...{ id, endpointId: resolved.id, versionId: target.versionId, route: resolved.route },
    ...{ inputs: recorded(rows[index]), output, microseconds, at },
  }))
}

/** A picture as PNG, of which the same answer comes again. */
const recorded = (row: Row = {}): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'object' && value !== null ? value.url : value]),
  )
