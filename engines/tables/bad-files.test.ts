import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { faultOf, root, testTables } from './testing.ts'

const { tables, write, load, close } = testTables()
afterAll(close)

const data = join(root, 'node_modules/vega-datasets/data')
const lines = (count: number) => Array.from({ length: count }, (_, index) => `${index},word ${index}\n`).join('')

describe('a file that cannot be a table is refused when it is uploaded:', () => {
  const refusals: [string, () => Promise<unknown>, string][] = [
    ['an empty CSV', () => tables.detect(write('empty.csv', ''), 'csv'), 'the file is empty'],
    ['an empty Parquet', () => tables.detect(write('empty.parquet', ''), 'parquet'), 'the file is empty'],
    ['a header only', () => tables.detect(write('header.csv', 'a,b\n'), 'csv'), 'no rows below the header'],
    ['an empty JSON array', () => tables.detect(write('empty.json', '[]'), 'json'), 'no rows'],
    [
      'a program named .csv',
      () => tables.detect(write('program.csv', readFileSync(process.execPath).subarray(0, 200_000)), 'csv'),
      'not a text file',
    ],
    [
      'a picture named .json',
      () => tables.detect(write('picture.json', readFileSync(join(data, '7zip.png'))), 'json'),
      'not a text file',
    ],
    [
      'text in UTF-16',
      () => tables.detect(write('wide.csv', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le')), 'csv'),
      'not UTF-8 text, but: UTF-16',
    ],
    [
      'text named .parquet',
      () => tables.detect(write('text.parquet', lines(10)), 'parquet'),
      'not a complete Parquet file',
    ],
    [
      'a Parquet cut in half',
      () => {
        const whole = readFileSync(join(data, 'flights-3m.parquet'))
        return tables.detect(write('half.parquet', whole.subarray(0, whole.length / 2)), 'parquet')
      },
      'not a complete Parquet file',
    ],
    [
      'a Parquet whose front is cut off',
      () => {
        const whole = readFileSync(join(data, 'flights-3m.parquet'))
        return tables.detect(write('tail.parquet', whole.subarray(-300_000)), 'parquet')
      },
      'not a complete Parquet file',
    ],
    [
      'an Arrow file cut in half',
      () => {
        const whole = readFileSync(join(data, 'flights-200k.arrow'))
        return tables.detect(write('half.arrow', whole.subarray(0, whole.length / 2)), 'arrow')
      },
      'not a complete Arrow file',
    ],
    ['text named .arrow', () => tables.detect(write('text.arrow', lines(10)), 'arrow'), 'not a complete Arrow file'],
    ['broken JSON', () => tables.detect(write('broken.json', '[{"a":1},{"a":'), 'json'), 'value 2 is not JSON'],
    ['one JSON value', () => tables.detect(write('one.json', '"x'), 'json'), 'value 1 is not JSON'],
  ]
  it.each(refusals)('%s', async (_name, attempt, message) => {
    const fault = await faultOf(attempt())
    expect(fault).toMatchObject({
      code: 'BAD_DATA',
      message: expect.stringContaining(message),
      hint: expect.any(String),
    })
    expect(`${fault.message} ${fault.hint}`).not.toContain('/')
  })
})

describe('a Parquet whose middle is damaged', () => {
  it('ends in a fault and not in a crash', async () => {
    const whole = readFileSync(join(data, 'flights-3m.parquet'))
    whole.fill(0xaa, 100_000, 400_000)
    const fault = await faultOf(load(write('damaged.parquet', whole), 'parquet'))
    expect(['BAD_DATA', 'INTERNAL']).toContain(fault.code)
  })
})

describe('lines that do not fit', () => {
  const ragged = write('ragged.csv', `id,name\n${lines(30)}31\n${lines(10)}1,2,3\n${lines(5)}`)

  it('stop the load and are named', async () => {
    expect(await faultOf(load(ragged, 'csv'))).toMatchObject({
      code: 'BAD_DATA',
      message: 'line 32 has 1 value where there are 2 columns',
      at: { row: 32 },
      hint: 'mend the line in the file, or skip lines that do not fit',
    })
  })

  it('are left out when that is wished', async () => {
    const { columns, total } = await load(ragged, 'csv', { skipBadRows: true })
    expect(columns).toEqual([
      { name: 'id', type: 'BIGINT' },
      { name: 'name', type: 'VARCHAR' },
    ])
    expect(total).toBe(45)
  })

  it('are named with their column when a value has the wrong type', async () => {
    const path = write('types.csv', 'id,n\na,1\nb,2\nc,three\n')
    expect(await faultOf(load(path, 'csv', { types: { n: 'DOUBLE' } }))).toMatchObject({
      code: 'BAD_DATA',
      message: 'line 4, column n: not a number: three',
      at: { row: 4, column: 'n' },
      hint: 'correct the type of the column to text, or skip lines that do not fit',
    })
    expect((await load(path, 'csv', { types: { n: 'DOUBLE' }, skipBadRows: true })).rows).toEqual([
      ['a', 1],
      ['b', 2],
    ])
  })

  it('are found in JSON Lines', async () => {
    const path = write('lines.jsonl', '{"a": 1, "t": "x"}\n{"a": "two", "t": "y"}\n{"a": 3\n{"a": null, "t": "z"}\n')
    const dialect = { types: { a: 'BIGINT' } }
    const good = write('good.jsonl', '{"a": 1, "t": "x"}\n{"a": "two", "t": "y"}\n{"a": null, "t": "z"}\n')
    expect(await faultOf(load(good, 'jsonl', dialect))).toMatchObject({ code: 'BAD_DATA', at: { row: 2 } })
    expect(await faultOf(load(path, 'jsonl', dialect))).toMatchObject({
      code: 'BAD_DATA',
      message: expect.stringMatching(/^value 3 is not JSON/),
    })
    expect((await load(good, 'jsonl', { ...dialect, skipBadRows: true })).rows).toEqual([
      [1, 'x'],
      [null, 'z'],
    ])
  })

  it('are found where the type of a Parquet column is corrected', async () => {
    const { output } = await load(write('words.csv', 'w\n1\ntwo\n'), 'csv')
    expect(await faultOf(load(output, 'parquet', { types: { w: 'BIGINT' } }))).toMatchObject({
      code: 'BAD_DATA',
      at: { column: 'w' },
    })
    expect((await load(output, 'parquet', { types: { w: 'BIGINT' }, skipBadRows: true })).rows).toEqual([[1]])
  })
})

describe('ten thousand columns', () => {
  it('are detected and loaded', async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `c${index}`)
    const row = names.map((_, index) => index).join(',')
    const { columns, total } = await load(write('wide.csv', `${names.join(',')}\n${`${row}\n`.repeat(20)}`), 'csv')
    expect(columns).toHaveLength(10_000)
    expect(total).toBe(20)
  }, 120_000)
})
