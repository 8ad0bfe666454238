import { and, eq } from 'drizzle-orm'
import { results } from '#db/schema.ts'
import type { Recall } from '#pipeline/inspect.ts'
import { schemaOf } from '#pipeline/schema-of.ts'
import type { Context } from '../context.ts'

/** What came out of the last step of a likeness, as schemas. */
export const recallOf =
  ({ db, actor }: Pick<Context, 'db' | 'actor'>): Recall =>
  async (likeness) => {
    const [known] = await db
      .select({ outputs: results.outputs })
      .from(results)
      .where(and(eq(results.projectId, actor.projectId), eq(results.key, likeness)))
    return Object.fromEntries(Object.entries(known?.outputs ?? {}).map(([port, value]) => [port, schemaOf(value)]))
  }
