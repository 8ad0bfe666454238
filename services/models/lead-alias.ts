import { and, eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { modelAliases } from '#db/schema.ts'

/** The version that an alias leads to now. */
export async function ledTo(q: Queryable, modelId: string, alias: string): Promise<number | null> {
  const [row] = await q
    .select({ number: modelAliases.number })
    .from(modelAliases)
    .where(and(eq(modelAliases.modelId, modelId), eq(modelAliases.alias, alias)))
  return row?.number ?? null
}

/** The one place where an alias moves; whoever calls it has settled that it may. Null takes it away. */
export async function leadAlias(
  tx: Queryable,
  { modelId, alias, number }: { modelId: string; alias: string; number: number | null },
): Promise<void> {
  if (number === null)
    await tx.delete(modelAliases).where(and(eq(modelAliases.modelId, modelId), eq(modelAliases.alias, alias)))
  else
    await tx
      .insert(modelAliases)
      .values({ modelId, alias, number })
      .onConflictDoUpdate({ target: [modelAliases.modelId, modelAliases.alias], set: { number } })
}
