import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as migrateFolder } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

const migrationsFolder = join(dirname(fileURLToPath(import.meta.url)), 'migrations')

/** Any number that no other program locks on the same database. */
const lock = 4_715_220_001

/**
 * Brings the database to the newest tables. Whoever comes second waits; all pending migrations are one transaction, and
 * the lock goes with its connection, so a process killed here leaves the database as it was.
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'espalier migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lock])
    await migrateFolder(drizzle(client), { migrationsFolder })
  } finally {
    await client.end()
  }
}
