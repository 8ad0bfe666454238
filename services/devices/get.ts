import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { shownCode } from './codes.ts'
import { deviceCode, findWaiting } from './find.ts'

export const getInput = z.object({ code: deviceCode })

export interface WaitingDevice {
  code: string
  /** What asks, in its own words: not proven. */
  device: string
  /** Slug of the project that it would like. */
  wanted: string | null
  createdAt: Date
}

/** The program that waits with a code, for whoever decides. Faults: NOT_FOUND. */
export async function get(ctx: Pick<Context, 'db' | 'actor'>, input: z.input<typeof getInput>): Promise<WaitingDevice> {
  authorize(ctx, 'token', 'write')
  const { code, device, wanted, createdAt } = await findWaiting(ctx.db, parse(getInput, input).code)
  return { code: shownCode(code), device, wanted, createdAt }
}
