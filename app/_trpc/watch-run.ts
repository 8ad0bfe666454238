import { authorize } from '#services/access/authorize.ts'
import type { Context } from '#services/context.ts'
import { subscribe } from '#services/events/subscribe.ts'
import { parse } from '#services/parse.ts'
import { get, getInput } from '#services/runs/get.ts'
import { paced } from './paced.ts'

/** The whole run, now and after each change, at most ten times a second. */
export async function* watchRun(ctx: Context, input: { id: string }, signal: AbortSignal) {
  authorize(ctx, 'run', 'read')
  const { id } = parse(getInput, input)
  for await (const _ of paced(subscribe(ctx, { run: id }, signal), 100)) yield await get(ctx, { id })
}
