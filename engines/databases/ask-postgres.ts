import { lookup } from 'node:dns/promises'
import pg from 'pg'
import { Fault } from '#pipeline/fault.ts'
import { demandOpenNetwork } from '../egress/addresses.ts'

export interface PostgresAddress {
  /** As the operator gave it, with what is needed to enter. */
  url: string
  /** What it is called where faults are read. */
  name: string
  /** Ranges that are not of the open network and may be reached all the same. */
  allowed: readonly string[]
}

export type Row = Record<string, string | null>
export type Ask = (sql: string, values: readonly unknown[]) => Promise<Row[]>

const patienceMs = 30_000

/**
 * Asks somebody else's database: in one transaction that can only read, one statement at a time, each within 30 seconds,
 * at the address that was looked at. All answers are text. Faults: UNAVAILABLE where it does not answer; FORBIDDEN where it lets
 * nobody in, or for a statement that writes; INVALID_INPUT at the character that it does not understand; LIMIT for one that takes too long.
 */
export async function askPostgres<T>(
  { url, name, allowed }: PostgresAddress,
  work: (ask: Ask) => Promise<T>,
): Promise<T> {
  const given = new URL(url)
  const host = await openHost(given.hostname.replace(/^\[|\]$/g, ''), { name, allowed })
  const secure = given.searchParams.get('sslmode')
  const client = new pg.Client({
    host,
    port: Number(given.port || 5432),
    user: decodeURIComponent(given.username),
    password: decodeURIComponent(given.password),
    database: decodeURIComponent(given.pathname.slice(1)),
    ssl:
      secure && secure !== 'disable'
        ? { servername: given.hostname, rejectUnauthorized: secure.startsWith('verify') }
        : false,
    application_name: 'espalier trigger',
    connectionTimeoutMillis: 10_000,
    query_timeout: patienceMs + 5000,
    options: `-c default_transaction_read_only=on -c statement_timeout=${patienceMs} -c idle_in_transaction_session_timeout=60000`,
    types: { getTypeParser: () => (text: string) => text },
  })
  // A lost connection is told by the query that is under way.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('begin transaction isolation level repeatable read read only')
    // With values a statement is prepared, and the server takes one statement only.
    return await work(
      async (sql, values) =>
        (await client.query({ text: sql, values: [...values], queryMode: 'extended' } as pg.QueryConfig)).rows as Row[],
    )
  } catch (thrown) {
    throw thrown instanceof Fault ? thrown : faultOf(thrown as pg.DatabaseError & NodeJS.ErrnoException, name)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function openHost(host: string, { name, allowed }: Pick<PostgresAddress, 'name' | 'allowed'>): Promise<string> {
  const found = await lookup(host, { all: true }).catch((cause: unknown) => {
    throw new Fault('UNAVAILABLE', `the database is not found by its name: ${name}`, { cause })
  })
  for (const { address } of found) demandOpenNetwork(address, allowed, name)
  const [first] = found
  if (!first) throw new Fault('UNAVAILABLE', `the database is not found by its name: ${name}`)
  return first.address
}

function faultOf(error: pg.DatabaseError & NodeJS.ErrnoException, name: string): Fault {
  const { code = '', message, position } = error
  const at = position ? { offset: Number(position) - 1 } : {}
  if (code === '25006')
    return new Fault('FORBIDDEN', `the query writes, and may only read: ${message}`, {
      hint: 'ask by one SELECT',
      cause: error,
    })
  if (code === '57014')
    return new Fault('LIMIT', `the query took more than ${patienceMs / 1000} seconds`, {
      hint: 'an index on the column that grows makes it fast',
      cause: error,
    })
  if (code.startsWith('28') || code === '3D000' || code === '42501')
    return new Fault('FORBIDDEN', `the database ${name} does not let this in: ${message}`, { cause: error })
  if (/^(42|22|21|0A)/.test(code))
    return new Fault('INVALID_INPUT', `the database does not take the query: ${message}`, {
      at,
      hint: 'try it in the database first; it is one SELECT without a semicolon',
      cause: error,
    })
  return new Fault('UNAVAILABLE', `the database does not answer: ${name}`, { hint: message, cause: error })
}
