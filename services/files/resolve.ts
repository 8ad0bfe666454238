import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { files } from '#db/schema.ts'
import type { Files } from '#pipeline/resolve.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { fileValue } from './find.ts'

export const resolveInput = z.object({
  /** As a spec says them: `sales.csv` (the newest) or `sales.csv@2`. */
  names: z.array(z.string()),
})

/** The project's files by these names. What does not exist is left out: who needs it says which node misses it. */
export async function resolve(ctx: Context, input: z.input<typeof resolveInput>): Promise<Files> {
  authorize(ctx, 'file', 'read')
  const { names } = parse(resolveInput, input)
  if (names.length === 0) return {}
  const bare = [...new Set(names.flatMap((name) => [name, splitName(name).name]))]
  const rows = await ctx.db
    .select()
    .from(files)
    .where(and(eq(files.projectId, ctx.actor.projectId), inArray(files.name, bare), isNull(files.deletedAt)))
    .orderBy(asc(files.version))
  return Object.fromEntries(
    names.flatMap((wanted) => {
      const { name, version } = splitName(wanted)
      const row = rows.findLast((one) => one.name === name && (version === undefined || one.version === version))
      return row ? [[wanted, fileValue(row)]] : []
    }),
  )
}

export function splitName(wanted: string): { name: string; version?: number } {
  const match = /^(.+)@(\d{1,9})$/.exec(wanted)
  return match ? { name: match[1] as string, version: Number(match[2]) } : { name: wanted }
}
