import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { modelAliases } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { findProtection } from '../approvals/find.ts'

/** The aliases of versions that go. Faults: GATE_FAILED for a protected one, which goes nowhere unasked. */
export async function dropAliases(
  tx: Queryable,
  projectId: string,
  { modelId, name, numbers }: { modelId: string; name: string; numbers: readonly number[] },
): Promise<void> {
  if (numbers.length === 0) return
  const theirs = and(eq(modelAliases.modelId, modelId), inArray(modelAliases.number, [...numbers]))
  const dropped = await tx.select().from(modelAliases).where(theirs).orderBy(asc(modelAliases.alias))
  for (const { alias, number } of dropped)
    if (await findProtection(tx, projectId, { modelId, alias }))
      throw new Fault('GATE_FAILED', `the protected alias ${alias} leads to it: ${name} ${number}`, {
        hint: `have ${alias} moved to another version, or taken away, first`,
      })
  await tx.delete(modelAliases).where(theirs)
}
