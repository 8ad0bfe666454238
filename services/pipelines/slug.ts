import { and, eq, like, or } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { pipelines } from '#db/schema.ts'

/** A name as it can stand in an address: `Späte Flüge 2` → `spate-fluge-2`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'pipeline'

/** A slug that no pipeline of the project has or had: `late-flights`, else `late-flights-2`, … */
export async function freeSlug(tx: Queryable, projectId: string, name: string): Promise<string> {
  const slug = slugOf(name)
  const rows = await tx
    .select({ slug: pipelines.slug })
    .from(pipelines)
    .where(and(eq(pipelines.projectId, projectId), or(eq(pipelines.slug, slug), like(pipelines.slug, `${slug}-%`))))
  const taken = new Set(rows.map((row) => row.slug))
  let candidate = slug
  for (let number = 2; taken.has(candidate); number += 1) candidate = `${slug}-${number}`
  return candidate
}
