import { existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { userSql } from '#pipeline/sql.ts'
import { faultOf, root, testTables } from './testing.ts'

const { tables, at, write, close } = testTables()
afterAll(close)

const secret = at('secret.csv')
beforeAll(async () => {
  write('secret.csv', 'a\nsecret\n')
  mkdirSync(at('out'))
  await tables.select({ sql: 'SELECT 1 AS a', tables: {}, files: [], output: at('input.parquet') })
})

const select = (sql: string) =>
  tables.select({ sql, tables: { rows: at('input.parquet') }, files: [], output: at('out/made.parquet') })

/** Each tries to leave the room that a query is in. */
const escapes: Record<string, string> = {
  'reading a file': `SELECT * FROM read_csv('${secret}')`,
  'reading a file by its name': `SELECT * FROM '${secret}'`,
  'reading any text': `SELECT * FROM read_text('/etc/passwd')`,
  'reading bytes': `SELECT * FROM read_blob('${root}package.json')`,
  'a glob': `SELECT * FROM glob('/etc/*')`,
  'a glob within reading': `SELECT * FROM read_csv('/etc/pass*')`,
  'a glob over the folder of the input': `SELECT * FROM read_parquet('${at('*.parquet')}')`,
  'a path that climbs': `SELECT * FROM read_csv('${at('out')}/../secret.csv')`,
  'a path that climbs from the input': `SELECT * FROM read_csv('${at('input.parquet')}/../secret.csv')`,
  'a file in a subquery': `SELECT (SELECT count(*) FROM read_csv('${secret}'))`,
  'a file in a CTE': `WITH s AS MATERIALIZED (FROM read_csv('${secret}')) SELECT * FROM s`,
  'the network': `SELECT * FROM read_csv('https://example.com/x.csv')`,
  'a bucket': `SELECT * FROM read_parquet('s3://bucket/x.parquet')`,
  'a hidden query': `SELECT * FROM query('FROM read_csv(''${secret}'')')`,
  'a hidden table': `SELECT * FROM query_table('${secret}')`,
  sniffing: `SELECT * FROM sniff_csv('${secret}')`,
  'attaching a database': `ATTACH '${at('x.db')}'`,
  'attaching a database of its own': `ATTACH ':memory:' AS other`,
  'installing an extension': 'INSTALL httpfs',
  'loading an extension': "LOAD '/tmp/evil.duckdb_extension'",
  'writing a file': `COPY (SELECT 1) TO '${at('written.csv')}'`,
  'writing its own output': `COPY (SELECT 1) TO '${at('out/made.parquet')}'`,
  'writing a database': `EXPORT DATABASE '${at('exported')}'`,
  'logging to a path': `CALL enable_logging(storage = 'file', storage_config = {'path': '${at('logs')}'})`,
  'logging to a path, as a SELECT': `SELECT * FROM enable_logging(storage = 'file', storage_config = {'path': '${at('logs')}'})`,
  'logging to a path, qualified': `SELECT * FROM system.main.enable_logging(storage = 'file', storage_config = {'path': '${at('logs')}'})`,
  'logging to a path, in a join': `FROM rows, LATERAL (FROM "ENABLE_LOGGING"(storage = 'file', storage_config = {'path': '${at('logs')}'}))`,
  'a pragma': `PRAGMA enable_profiling = 'json'`,
  'a pragma that selects': 'PRAGMA version',
  'a setting': 'SET threads = 1',
  'unlocking the settings': 'SET lock_configuration = false',
  'a second statement': 'SELECT 1; SELECT 2',
  'a statement behind a comment': `SELECT 1 -- ;\n; COPY (SELECT 1) TO '${at('written.csv')}'`,
  'leaving the brackets': `SELECT 1) TO '${at('written.csv')}' (FORMAT csv); --`,
  'a table': 'CREATE TABLE t (a INT)',
  'a macro': 'CREATE MACRO m() AS TABLE SELECT 1',
  'a secret': 'CREATE SECRET s (TYPE s3)',
  'an insertion': 'INSERT INTO rows VALUES (1)',
  'a deletion': 'DELETE FROM rows',
  'a prepared statement': 'PREPARE p AS SELECT 1',
  'a transaction': 'BEGIN',
  'a raw pointer': 'SELECT * FROM arrow_scan(1, 2, 3)',
  'a checkpoint': 'SELECT * FROM force_checkpoint()',
}

describe('a query cannot get out by', () => {
  it.each(Object.entries(escapes))('%s', async (_name, sql) => {
    expect(['INVALID_INPUT', 'BAD_DATA']).toContain((await faultOf(select(sql))).code)
    expect(['INVALID_INPUT', 'BAD_DATA']).toContain(
      (await faultOf(tables.bind(sql, { rows: [{ name: 'a', type: 'BIGINT' }] }))).code,
    )
    expect(readdirSync(at('')).sort()).toEqual(['input.parquet', 'out', 'secret.csv'])
    expect(existsSync(at('out/made.parquet'))).toBe(false)
  })
})

it('says what a query may do instead', async () => {
  expect(await faultOf(select("CALL enable_logging('x')"))).toMatchObject({
    code: 'INVALID_INPUT',
    message: 'not a SELECT: CALL',
    hint: expect.stringContaining('only a single SELECT is allowed'),
  })
  expect(await faultOf(select(`SELECT * FROM read_csv('${secret}')`))).toMatchObject({
    code: 'INVALID_INPUT',
    message: `out of reach: ${secret}`,
  })
})

it.each([
  ["ATTACH 'a.db'", 'not a SELECT: ATTACH'],
  ["COPY (SELECT 1) TO 'a.csv'", 'not a SELECT: COPY'],
  ['-- once\ninstall httpfs', 'not a SELECT: INSTALL'],
  ["CALL enable_logging('x')", 'not a SELECT: CALL'],
  ['PRAGMA version', 'not a SELECT: PRAGMA'],
  ['SELECT 1; DROP TABLE a', 'not one SELECT: DROP'],
])('names the statement that was met: %s', async (query, message) => {
  const { text } = userSql(query)
  expect(await faultOf(tables.bind(text, {}))).toMatchObject({
    ...{ code: 'INVALID_INPUT', message, hint: expect.stringContaining('only a single SELECT is allowed') },
  })
})

it('goes on working after all of that', async () => {
  expect((await select('SELECT a + 1 AS b FROM rows')).rows).toBe(1)
})

it('gives no secret of our environment away', async () => {
  expect((await faultOf(select("SELECT getenv('HOME') AS home"))).code).toBe('BAD_DATA')
})

it('reads a file under another name only if it was named so', async () => {
  linkSync(secret, at('linked.csv'))
  expect((await faultOf(select(`SELECT * FROM read_csv('${at('linked.csv')}')`))).code).toBe('INVALID_INPUT')
})
