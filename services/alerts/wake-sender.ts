import { sql } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'

/** Once the transaction has committed, whoever sends looks at once. */
export async function wakeSender(tx: Queryable): Promise<void> {
  await tx.execute(sql`select pg_notify('alerts', '')`)
}
