import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { artifactPaths } from '#db/schema.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { beneath } from './beneath.ts'
import { artifactFolder } from './path.ts'

export const listInput = z.object({ folder: artifactFolder })

export interface ArtifactEntry {
  name: string
  isFolder: boolean
  /** Of a file. */
  size: number
}

/** What lies right in a folder, by name. A folder that is not there has nothing in it. */
export async function list(ctx: Context, input: z.input<typeof listInput>): Promise<ArtifactEntry[]> {
  authorize(ctx, 'tracking', 'read')
  const { folder } = parse(listInput, input)
  const skipped = folder === '' ? 0 : [...folder].length + 1
  const rest = sql`substr(${artifactPaths.path}, ${skipped}::int + 1)`
  const children = ctx.db
    .select({
      name: sql<string>`split_part(${rest}, '/', 1)`.as('name'),
      deeper: sql<boolean>`position('/' in ${rest}) > 0`.as('deeper'),
      size: artifactPaths.size,
    })
    .from(artifactPaths)
    .where(beneath(ctx.actor.projectId, folder))
    .as('children')
  return await ctx.db
    .select({
      name: children.name,
      isFolder: sql<boolean>`bool_or(${children.deeper})`,
      size: sql`max(${children.size})`.mapWith(Number),
    })
    .from(children)
    .groupBy(children.name)
    .orderBy(children.name)
}
