import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Watch, watch } from '#pipeline/ports/watch.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse, parseLoosely } from '../parse.ts'
import { open } from './open.ts'

export const watchInput = z.object({ artifact: z.string() })

/** What a report of monitoring found, but for one of drift. Faults: NOT_FOUND, also for a report of something else. */
export async function readWatch(ctx: Context, input: z.input<typeof watchInput>): Promise<Watch> {
  authorize(ctx, 'artifact', 'read')
  const { artifact } = parse(watchInput, input)
  const { path } = await open(ctx, { sha256: artifact })
  return parseLoosely(watch, JSON.parse(await readFile(path, 'utf8')))
}
