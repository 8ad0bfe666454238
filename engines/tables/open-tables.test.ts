import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import type { Column } from '#pipeline/columns.ts'
import { openTables } from './open-tables.ts'
import { faultOf, root, testTables } from './testing.ts'

const { tables, at, close } = testTables()
afterAll(close)

const endless = 'SELECT count(*) FROM range(1000000000) a, range(1000000000) b'
const column = (name: string, type = 'BIGINT'): Column => ({ name, type })

/** Children of this process that run DuckDB, by what the kernel says. */
const children = (): number[] =>
  execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('/main.mjs'))
    .map((line) => Number.parseInt(line, 10))

describe('bind', () => {
  it('gives the columns of a SELECT over empty tables', async () => {
    const sql = 'SELECT a + 1 AS next, upper(b) AS "B!", a.a FROM a JOIN c USING (b)'
    const columns = { a: [column('a'), column('b', 'VARCHAR')], c: [column('b', 'VARCHAR')] }
    expect(await tables.bind(sql, columns)).toEqual([column('next'), column('B!', 'VARCHAR'), column('a')])
  })

  it('leaves nothing behind for the next', async () => {
    await tables.bind('SELECT * FROM t', { t: [column('a')] })
    expect(await tables.bind('SELECT * FROM t', { t: [column('b')] })).toEqual([column('b')])
    expect(await faultOf(tables.bind('SELECT * FROM t', {}))).toMatchObject({ message: 'no such table: t' })
  })

  it('takes names of any kind', async () => {
    const names = ['Beak Length (mm)', 'say "hi"', "it's", 'größe', '列', 'select', 'a.b', ' ', ';--']
    const t = names.map((name) => column(name, 'DOUBLE'))
    expect(await tables.bind('SELECT * FROM "my ""table"""', { 'my "table"': t })).toEqual(t)
  })

  it('names a column that is not there, and those that are meant', async () => {
    expect(await faultOf(tables.bind('SELECT ago FROM t', { t: [column('age')] }))).toMatchObject({
      code: 'BAD_DATA',
      message: 'missing column: ago',
      at: { column: 'ago' },
      hint: 'did you mean: age',
    })
  })

  it('says in one line what does not parse or fit', async () => {
    const message = async (sql: string) => (await faultOf(tables.bind(sql, { t: [column('a')] }))).message
    expect(await message('SELECT (a FROM t')).toBe('syntax error at or near "FROM"')
    expect(await message('SELECT nope(a) FROM t')).toBe('no such function: nope')
    expect(await message('SELECT sum(a), a FROM t')).toMatch(/^column "a" must appear in the GROUP BY clause/)
    expect(await message('')).toBe('the query is empty')
    expect(await message('SELECT 1; SELECT 2')).toBe('not one SELECT: 2 statements')
  })

  it('knows ten thousand columns', async () => {
    const wide = Array.from({ length: 10_000 }, (_, index) => column(`c${index}`))
    expect(await tables.bind('SELECT * FROM t', { t: wide })).toEqual(wide)
  })

  it('gives up a query that cannot be understood in time, and answers the next', async () => {
    const ten = (inner: string) =>
      `(SELECT a.x FROM ${Array.from({ length: 12 }, (_, i) => `${inner} ${'abcdefghijkl'[i]}`)})`
    const fault = await faultOf(tables.bind(`SELECT x FROM ${ten(ten(ten(ten(ten(ten('t'))))))}`, { t: [column('x')] }))
    expect(['LIMIT', 'BAD_DATA']).toContain(fault.code)
    expect(await tables.bind('SELECT 1 AS one', {})).toEqual([column('one', 'INTEGER')])
  }, 60_000)
})

describe('select', () => {
  const numbers = (sql: string, output: string) => tables.select({ sql, tables: {}, files: [], output: at(output) })

  it('writes Parquet and says what is in it', async () => {
    const made = await numbers("SELECT i, i / 2 AS half, 'x' AS t FROM range(3) r(i)", 'three.parquet')
    expect(made).toEqual({ rows: 3, columns: [column('i'), column('half', 'DOUBLE'), column('t', 'VARCHAR')] })
    expect((await tables.preview(at('three.parquet'), { offset: 1, limit: 5 })).rows).toEqual([
      [1, 0.5, 'x'],
      [2, 1, 'x'],
    ])
  })

  it('keeps the order of rows, and gives the same bytes each time', async () => {
    await numbers('SELECT i, hash(i) % 1000 AS k FROM range(1000000) r(i)', 'many.parquet')
    const filter = (output: string) =>
      tables.select({
        sql: 'SELECT * FROM rows WHERE k < 900',
        tables: { rows: at('many.parquet') },
        files: [],
        output: at(output),
      })
    await Promise.all([filter('once.parquet'), filter('twice.parquet')])
    expect(readFileSync(at('once.parquet')).equals(readFileSync(at('twice.parquet')))).toBe(true)
    const sorted = await tables.select({
      sql: 'SELECT count(*) AS shuffled FROM (SELECT i, lag(i) OVER () AS before FROM rows) WHERE i < before',
      tables: { rows: at('once.parquet') },
      files: [],
      output: at('sorted.parquet'),
    })
    expect(sorted.rows).toBe(1)
    expect((await tables.preview(at('sorted.parquet'), { offset: 0, limit: 1 })).rows).toEqual([[0]])
  })

  it('stores every type that a query can have just as bind has foretold', async () => {
    const values = [
      '1::UTINYINT', '1::HUGEINT', '1::UHUGEINT', '1.5::FLOAT', '1.25::DECIMAL(30, 5)', 'true', "'a'", "'a'::ENUM('a', 'b, c', 'd''(')",
      "'2020-01-01'::DATE", "TIME '10:00'", "'2020-01-01'::TIMESTAMP", "'2020-01-01'::TIMESTAMP_S", "'2020-01-01'::TIMESTAMP_MS",
      "'2020-01-01'::TIMESTAMP_NS", "'2020-01-01 00:00:00+02'::TIMESTAMPTZ", 'INTERVAL 1 DAY', "'\\x00'::BLOB", "'101'::BIT",
      '[1, 2]::FLOAT[2]', '[[1::HUGEINT]]', "{'a': 1::HUGEINT, 'b': 'x'::ENUM('x')}", "MAP {'a': 1}", "'{}'::JSON", 'NULL', 'uuid()', '1::BIGNUM',
    ] // biome-ignore format: one line a family
    const sql = `SELECT ${values.map((value, index) => `${value} AS c${index}`)}`
    expect((await numbers(sql, 'types.parquet')).columns).toEqual(await tables.bind(sql, {}))
  })

  it('tells equal names apart, as bind does', async () => {
    const sql = 'SELECT 1 AS a, 2 AS a, 3 AS "A"'
    expect((await numbers(sql, 'names.parquet')).columns).toEqual(await tables.bind(sql, {}))
  })

  it('names the column and the value that a cast fails on', async () => {
    const sql = "SELECT CAST(word AS INTEGER) FROM (VALUES ('1'), ('two')) t(word)"
    expect(await faultOf(numbers(sql, 'cast.parquet'))).toMatchObject({
      code: 'BAD_DATA',
      message: expect.stringContaining("could not convert string 'two' to INT32"),
      at: { column: 'word' },
    })
    expect(existsSync(at('cast.parquet'))).toBe(false)
  })

  it('names a column that vanished since the design', async () => {
    await numbers('SELECT 1 AS a', 'vanished.parquet')
    const request = {
      sql: 'SELECT b FROM rows',
      tables: { rows: at('vanished.parquet') },
      files: [],
      output: at('no.parquet'),
    }
    expect(await faultOf(tables.select(request))).toMatchObject({ code: 'BAD_DATA', at: { column: 'b' } })
  })

  it('spills to disk rather than fail, and cleans up behind itself', async () => {
    const small = openTables({ root, spares: 0, memoryMb: 200, threads: 2 })
    const sql = 'SELECT i, hash(i) AS h, hash(i + 1) AS g FROM range(8000000) r(i) ORDER BY h'
    expect((await small.select({ sql, tables: {}, files: [], output: at('spilt.parquet') })).rows).toBe(8_000_000)
    expect(existsSync(at('spilt.parquet.spill'))).toBe(false)
    await small.close()
  }, 60_000)

  it('says so when memory does not suffice', async () => {
    const small = openTables({ root, spares: 0, memoryMb: 100, threads: 1 })
    const sql = 'SELECT list(i) AS all FROM range(100000000) r(i)'.replace(' AS all', ' AS everything')
    const fault = await faultOf(small.select({ sql, tables: {}, files: [], output: at('big.parquet') }))
    expect(fault).toMatchObject({ code: 'LIMIT', message: 'not enough memory for this step' })
    await small.close()
  }, 60_000)

  it('shows one select of a session nothing of another', async () => {
    const session = 'one run'
    await numbers('SELECT 1 AS a', 'session.parquet')
    const tablesOfFirst = { secret: at('session.parquet') }
    const first = { sql: 'FROM secret', tables: tablesOfFirst, files: [], output: at('first.parquet'), session }
    expect((await tables.select(first)).rows).toBe(1)
    const again = { sql: 'FROM secret', tables: {}, files: [], output: at('again.parquet'), session }
    expect(await faultOf(tables.select(again))).toMatchObject({ code: 'BAD_DATA' })
    const byPath = {
      sql: `FROM read_parquet('${at('session.parquet')}')`,
      tables: {},
      files: [],
      output: at('path.parquet'),
      session,
    }
    expect(await faultOf(tables.select(byPath))).toMatchObject({ name: 'Fault' })
    expect((await tables.select({ ...first, output: at('third.parquet') })).rows).toBe(1)
  })

  it('stops within 100 ms of being told to', async () => {
    const stop = new AbortController()
    const run = faultOf(
      tables.select({ sql: endless, tables: {}, files: [], output: at('never.parquet'), signal: stop.signal }),
    )
    await tables.bind('SELECT 1 AS one', {})
    const told = performance.now()
    stop.abort()
    expect(await run).toMatchObject({ code: 'CANCELLED' })
    expect(performance.now() - told).toBeLessThan(100)
    expect(existsSync(at('never.parquet'))).toBe(false)
  })

  it('does not begin what was cancelled before', async () => {
    const run = tables.select({
      sql: endless,
      tables: {},
      files: [],
      output: at('never.parquet'),
      signal: AbortSignal.abort(),
    })
    expect(await faultOf(run)).toMatchObject({ code: 'CANCELLED' })
  })

  it('survives a child that is killed in the middle', async () => {
    const before = new Set(children())
    const alone = openTables({ root, spares: 0 })
    const run = faultOf(alone.select({ sql: endless, tables: {}, files: [], output: at('killed.parquet') }))
    for (const pid of children()) if (!before.has(pid)) process.kill(pid, 'SIGKILL')
    expect(await run).toMatchObject({ code: 'UNAVAILABLE', message: 'the table engine stopped: SIGKILL' })
    expect(
      (await alone.select({ sql: 'SELECT 1 AS one', tables: {}, files: [], output: at('one.parquet') })).rows,
    ).toBe(1)
    await alone.close()
  })

  it('survives all waiting children being killed', async () => {
    await tables.bind('SELECT 1 AS one', {})
    for (const pid of children()) process.kill(pid, 'SIGKILL')
    const one = () => tables.bind('SELECT 1 AS one', {}).catch(() => undefined)
    await expect.poll(one).toEqual([column('one', 'INTEGER')])
    const written = () =>
      numbers('SELECT 1 AS one', 'again.parquet').then(
        ({ rows }) => rows,
        () => undefined,
      )
    await expect.poll(written, { timeout: 20_000 }).toBe(1)
  })
})
