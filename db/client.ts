import type { PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle, type PostgresJsDatabase, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from './schema.ts'

export type Db = PostgresJsDatabase<typeof schema>
/** The database, or a transaction on it. */
export type Queryable = PgDatabase<PostgresJsQueryResultHKT, typeof schema>
export type Sql = postgres.Sql

export interface OpenDb {
  db: Db
  /** The bare client, for LISTEN only: drizzle changes how it reads times and JSON. */
  sql: Sql
  close(): Promise<void>
}

export function openDb(url: string, { connections = 10 }: { connections?: number } = {}): OpenDb {
  const sql = postgres(url, { max: connections, onnotice: () => {}, connection: { application_name: 'espalier' } })
  return {
    db: drizzle(sql, { schema, casing: 'snake_case' }),
    sql,
    close: () => sql.end({ timeout: 5 }),
  }
}
