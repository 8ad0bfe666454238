import type { Context } from '#services/context.ts'
import { subscribe } from '#services/events/subscribe.ts'
import { get } from '#services/runs/get.ts'
import { paced } from './paced.ts'

/** The whole run, now and after each change, at most ten times a second. */
export async function* watchRun(ctx: Context, { id }: { id: string }, signal: AbortSignal) {
  for await (const _ of paced(subscribe(ctx, { run: id }, signal), 100)) yield await get(ctx, { id })
}
