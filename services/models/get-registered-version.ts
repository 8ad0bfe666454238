import type { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { findRegisteredVersion, numbered, type RegisteredVersion } from './find-registered-version.ts'

/** Faults: NOT_FOUND. */
export async function getRegisteredVersion(ctx: Context, input: z.input<typeof numbered>): Promise<RegisteredVersion> {
  authorize(ctx, 'model', 'read')
  return await findRegisteredVersion(ctx.db, ctx.actor.projectId, parse(numbered, input))
}
