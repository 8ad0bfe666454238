import { drizzle, type NodePgDatabase, type NodePgQueryResultHKT } from 'drizzle-orm/node-postgres'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import pg from 'pg'
import * as schema from './schema.ts'

export type Db = NodePgDatabase<typeof schema>
/** The database, or a transaction on it. */
export type Queryable = PgDatabase<NodePgQueryResultHKT, typeof schema>

export interface OpenDb {
  db: Db
  close(): Promise<void>
}

export function openDb(url: string, { connections = 10 }: { connections?: number } = {}): OpenDb {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'espalier',
  })
  // Whoever uses a connection that is lost is told by their query; an event that nobody hears would end the process.
  const unheard = () => {}
  pool.on('error', unheard)
  pool.on('connect', (client) => client.on('error', unheard))
  return { db: drizzle(pool, { schema, casing: 'snake_case' }), close: () => pool.end() }
}
