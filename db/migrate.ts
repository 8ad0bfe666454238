import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as migrateFolder } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

const migrationsFolder = join(dirname(fileURLToPath(import.meta.url)), 'migrations')

/** Any number that no other program locks on the same database. */
const lock = 4_715_220_001

/**
 * Brings the database to the newest tables. Whoever comes second waits; all pending migrations are one transaction, and
 * the lock goes with its connection, so a process killed here leaves the database as it was.
 */
export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql`select pg_advisory_lock(${lock})`
    await migrateFolder(drizzle(sql), { migrationsFolder })
  } finally {
    await sql.end({ timeout: 5 })
  }
}
