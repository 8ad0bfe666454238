import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { faultOf, root, testTables } from './testing.ts'

const { tables, write, load, at, close } = testTables()
afterAll(close)

const data = join(root, 'node_modules/vega-datasets/data')
const types = (columns: { name: string; type: string }[]) =>
  Object.fromEntries(columns.map(({ name, type }) => [name, type]))

describe('CSV', () => {
  it('is read with the types of its columns', async () => {
    const path = write(
      'types.csv',
      'n,x,yes,day,"at, when",word\n1,1.5,true,2024-01-31,2024-01-31 10:00:00,a\n2,,false,,,"b, ""c"""\n',
    )
    const { columns, rows } = await load(path, 'csv')
    expect(types(columns)).toEqual({
      n: 'BIGINT',
      x: 'DOUBLE',
      yes: 'BOOLEAN',
      day: 'DATE',
      'at, when': 'TIMESTAMP',
      word: 'VARCHAR',
    })
    expect(rows).toEqual([
      [1, 1.5, true, '2024-01-31', '2024-01-31 10:00:00', 'a'],
      [2, null, false, null, null, 'b, "c"'],
    ])
  })

  it('keeps yes and no, y and n, t and f as the words they are; only true and false are booleans', async () => {
    const path = write('words.csv', 'a,b,c,d\nyes,Y,t,True\nno,N,f,FALSE\n,,,\nyes,Y,t,false\n')
    const { columns, rows } = await load(path, 'csv')
    expect(types(columns)).toEqual({ a: 'VARCHAR', b: 'VARCHAR', c: 'VARCHAR', d: 'BOOLEAN' })
    expect(rows[1]).toEqual(['no', 'N', 'f', false])
  })

  it.each([
    [';', 'semicolons'],
    ['\t', 'tabs'],
    ['|', 'bars'],
  ])('is read with %j between values', async (delimiter) => {
    const path = write('delimited.csv', ['a', 'b'].join(delimiter).concat('\n', ['1', 'x'].join(delimiter), '\n'))
    const { rows, detected } = await load(path, 'csv')
    expect(rows).toEqual([[1, 'x']])
    expect(detected.dialect).toEqual({ delimiter, quote: '"', header: true, skip: 0 })
  })

  it('is read anew when the delimiter was guessed wrong', async () => {
    const path = write('wrong.csv', 'a,b:c\n1,2:3\n4,5:6\n')
    expect((await tables.detect(path, 'csv')).columns.map(({ name }) => name)).toEqual(['a', 'b:c'])
    const dialect = { delimiter: ':', quote: '"', header: true, skip: 0 }
    expect((await load(path, 'csv', { dialect })).rows).toEqual([
      ['1,2', 3],
      ['4,5', 6],
    ])
  })

  it('is read without a header, and below lines that are none', async () => {
    const bare = { delimiter: ',', quote: '"', header: false, skip: 0 }
    expect((await load(write('bare.csv', '1,x\n2,y\n'), 'csv', { dialect: bare })).rows).toHaveLength(2)
    const below = { delimiter: ',', quote: '"', header: true, skip: 2 }
    const { columns, rows } = await load(write('below.csv', 'Report of May\n\na,b\n1,x\n'), 'csv', { dialect: below })
    expect(columns.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(rows).toEqual([[1, 'x']])
  })

  it('is read with dates as other places write them', async () => {
    const { columns, rows } = await load(write('dates.csv', 'd,n\n13/02/2024,1\n14/03/2024,2\n'), 'csv')
    expect(types(columns)).toEqual({ d: 'DATE', n: 'BIGINT' })
    expect(rows[0]).toEqual(['2024-02-13', 1])
  })

  it('is read with lines that end as on Windows, and with line breaks in values', async () => {
    expect((await load(write('windows.csv', 'a,b\r\n1,x\r\n2,"y\r\nz"\r\n'), 'csv')).rows).toEqual([
      [1, 'x'],
      [2, 'y\r\nz'],
    ])
  })

  it('takes the correction of a type', async () => {
    const path = write('postcodes.csv', 'code,n\n01234,1\n99999,2\n')
    expect((await load(path, 'csv', { types: { code: 'VARCHAR', n: 'DOUBLE' } })).rows).toEqual([
      ['01234', 1],
      ['99999', 2],
    ])
    expect(await faultOf(load(path, 'csv', { types: { gone: 'VARCHAR' } }))).toMatchObject({
      code: 'INVALID_INPUT',
      at: { param: 'types', column: 'gone' },
    })
  })

  it('keeps names of any kind', async () => {
    const names = ['Beak Length (mm)', 'say "hi"', "it's", 'größe', '列', 'select', 'a.b', ';--']
    const header = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')
    const { columns } = await load(write('names.csv', `${header}\n${names.map(() => 1).join(',')}\n`), 'csv')
    expect(columns.map(({ name }) => name)).toEqual(names)
  })
})

it('reads TSV', async () => {
  expect((await load(write('a.tsv', 'a\tb\n1\tx, y\n'), 'tsv')).rows).toEqual([[1, 'x, y']])
})

it('reads JSON arrays and JSON Lines', async () => {
  const rows = [
    { n: 1, 'a b': 'x', nested: { deep: [1, 2] } },
    { n: 2, 'a b': null, nested: null },
  ]
  const read = [
    [1, 'x', { deep: ['1', '2'] }],
    [2, null, null],
  ]
  expect((await load(write('a.json', JSON.stringify(rows)), 'json')).rows).toEqual(read)
  expect((await load(write('a.jsonl', rows.map((row) => JSON.stringify(row)).join('\n')), 'jsonl')).rows).toEqual(read)
  expect((await load(join(data, 'penguins.json'), 'json')).total).toBe(344)
})

it('reads Parquet', async () => {
  const { total, columns, detected } = await load(join(data, 'flights-3m.parquet'), 'parquet')
  expect(total).toBe(3_000_000)
  expect(detected).toEqual({ columns, rows: 3_000_000 })
})

it('reads Arrow', async () => {
  const { total, columns, rows, detected } = await load(join(data, 'flights-200k.arrow'), 'arrow')
  expect(detected).toEqual({ columns, rows: 200_000 })
  expect(types(columns)).toEqual({ delay: 'SMALLINT', distance: 'SMALLINT', time: 'FLOAT' })
  expect(total).toBe(200_000)
  expect(rows[12]).toEqual([-5, 1589, 0])
})

describe('Arrow as other programs write it', () => {
  const fixture = (name: string) => join(root, 'engines/tables/fixtures', name)

  it.each(['plain.arrow', 'lz4.arrow'])('is read: %s', async (name) => {
    const { columns, rows, total } = await load(fixture(name), 'arrow')
    expect(types(columns)).toEqual({
      n: 'BIGINT',
      kind: 'VARCHAR',
      long: 'VARCHAR',
      at: 'TIMESTAMP',
      day: 'DATE',
      ok: 'BOOLEAN',
      x: 'DOUBLE',
    })
    expect(total).toBe(300)
    const [long, at, day] = ['x'.repeat(30), '2024-01-02 03:04:05.678901', '2024-01-02']
    expect(rows.slice(0, 3)).toEqual([
      [1, 'a', long, at, day, true, 1.5],
      [null, 'bb', long, at, day, false, null],
      [3, null, long, at, day, null, 2.5],
    ])
  })

  it('is refused with what to do instead where its compression is not read', async () => {
    expect(await faultOf(load(fixture('zstd.arrow'), 'arrow'))).toMatchObject({
      code: 'BAD_DATA',
      message: 'compressed by a method that is not read: zstd',
      hint: expect.stringContaining('Parquet'),
    })
  })
})

it('profiles every column', async () => {
  const csv = write('profile.csv', 'n,t,d\n1,a,2024-01-01\n2,a,2024-01-02\n4,b,\n,b,\n21,a,\n')
  await load(csv, 'csv')
  const [n, t, d] = await tables.profile(at('loaded-profile.csv.parquet'))
  expect(n).toMatchObject({ name: 'n', type: 'BIGINT', missing: 1, distinct: 4, min: 1, max: 21, mean: 7 })
  expect(n?.histogram?.counts.reduce((sum, count) => sum + count)).toBe(4)
  expect(n?.histogram?.edges.at(-1)).toBe(21)
  expect(t).toMatchObject({
    missing: 0,
    top: [
      { value: 'a', count: 3 },
      { value: 'b', count: 2 },
    ],
  })
  expect(d).toMatchObject({ missing: 3, min: '2024-01-01', max: '2024-01-02' })
})

it('previews large integers and times as text, and what is no number as such', async () => {
  const sql =
    "SELECT 9007199254740993::BIGINT AS big, 1.25::DECIMAL(9, 2) AS d, 'NaN'::DOUBLE AS nan, [1.5]::FLOAT[] AS v, TIMESTAMP '2024-01-01' AS t"
  await tables.select({ sql, tables: {}, files: [], output: at('values.parquet') })
  const { rows } = await tables.preview(at('values.parquet'), { offset: 0, limit: 1 })
  expect(rows).toEqual([['9007199254740993', 1.25, 'NaN', [1.5], '2024-01-01 00:00:00']])
})

it('looks at fewer rows of a table with thousands of columns, all columns of each', async () => {
  const columns = Array.from({ length: 2000 }, (_, index) => `i + ${index} AS c${index}`)
  const sql = `SELECT ${columns.join(', ')} FROM range(1000) t(i)`
  await tables.select({ sql, tables: {}, files: [], output: at('wide.parquet') })
  const { rows, total } = await tables.preview(at('wide.parquet'), { offset: 10, limit: 1000 })
  expect([rows.length, total]).toEqual([150, 1000])
  expect([rows[0]?.length, rows[0]?.[1999], rows[149]?.[0]]).toEqual([2000, 2009, 159])
  const profiles = await tables.profile(at('wide.parquet'))
  expect(profiles[1999]).toMatchObject({ name: 'c1999', missing: 0, min: 1999, max: 2998, mean: 2498.5 })
})

describe('numbers as people write them', () => {
  const lines = (line: (n: number) => string) => Array.from({ length: 40 }, (_, n) => line(n + 1)).join('\n')
  const cases: [string, string, object, Record<string, string>, unknown[]][] = [
    [
      'decimals with a comma',
      `size;colour;bought;day\n${lines((n) => `1,28${n};red;yes;0${(n % 9) + 1}.01.2020`)}`,
      { delimiter: ';', decimal: ',' },
      { size: 'DOUBLE', colour: 'VARCHAR', bought: 'VARCHAR', day: 'DATE' },
      [1.281, 'red', 'yes', '2020-01-02'],
    ],
    [
      'points between thousands and a comma before decimals',
      `price;code\n${lines((n) => `${n}.234,5;a,b`)}`,
      { decimal: ',', thousands: '.' },
      { price: 'DOUBLE', code: 'VARCHAR' },
      [1234.5, 'a,b'],
    ],
    [
      'quoted numbers with commas between thousands',
      `price,n\n${lines((n) => `"${n},000.50",${n}`)}`,
      { delimiter: ',', thousands: ',' },
      { price: 'DOUBLE', n: 'BIGINT' },
      [1000.5, 1],
    ],
  ]
  it.each(cases)('%s', async (name, text, dialect, types, first) => {
    const { detected, rows } = await load(write(`${name}.csv`, text), 'csv')
    expect(detected.dialect).toMatchObject(dialect)
    expect(Object.fromEntries(detected.columns.map((column) => [column.name, column.type]))).toEqual(types)
    expect(rows[0]).toEqual(first)
  })

  it('words with commas stay words, and other marks never make text of a number', async () => {
    const words = await tables.detect(write('words.csv', `t;n\n${lines((n) => `a,b;${n}.5`)}`), 'csv')
    expect([words.dialect?.decimal, words.columns[1]?.type]).toEqual([undefined, 'DOUBLE'])
    const mixed = await tables.detect(write('mixed.csv', `x;n\n${lines((n) => `1,5;${n}.5`)}`), 'csv')
    expect(mixed.columns.map(({ type }) => type)).toEqual(['VARCHAR', 'DOUBLE'])
  })

  it('a reading that was given is kept to', async () => {
    const given = { delimiter: ';', quote: '"', header: true, skip: 0, decimal: ',' as const }
    const { columns, dialect } = await tables.detect(
      write('given.csv', `x;n\n${lines((n) => `1,5;${n}.5`)}`),
      'csv',
      given,
    )
    expect(columns.map(({ type }) => type)).toEqual(['DOUBLE', 'VARCHAR'])
    expect(dialect).toMatchObject({ decimal: ',' })
  })
})

describe('headings that cannot be names', () => {
  it('are told with the names that their columns got', async () => {
    const twice = await tables.detect(write('twice.csv', 'a,a,,b\n1,2,3,4\n5,6,7,8\n'), 'csv')
    const names = twice.columns.map(({ name }) => name)
    expect(new Set(names).size).toBe(4)
    expect(twice.dialect?.renamed).toEqual([
      { column: names[1], was: 'a' },
      { column: names[2], was: '' },
    ])
    const plain = await tables.detect(write('plain.csv', '\ufeff"a b","c"\n1,2\n3,4\n'), 'csv')
    expect(plain.dialect?.renamed).toBeUndefined()
  })
})
