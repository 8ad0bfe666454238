import { expect, test } from 'vitest'
import { printable } from './printable.ts'
import { formatOf, readRows } from './rows.ts'

const typed = { numbers: new Set(['mass']), booleans: new Set(['adult']) }

test('a CSV keeps what is quoted and reads cells as the model wants them', () => {
  const text = '\uFEFFname,mass,adult,code\r\n"Ann, ""the"" penguin\n2",3750,TRUE,007\r\nBob,,,\r\n'
  expect(readRows(text, 'csv', typed)).toEqual([
    { name: 'Ann, "the" penguin\n2', mass: 3750, adult: true, code: '007' },
    { name: 'Bob', mass: null, adult: null, code: null },
  ])
})

test('a number that is none is sent as it is, for the platform to say so', () => {
  expect(readRows('mass\nheavy\n', 'csv', typed)).toEqual([{ mass: 'heavy' }])
})

test('a CSV row of the wrong length is named', () => {
  expect(() => readRows('a,b\n1,2\n1,2,3\n', 'csv', typed)).toThrow(
    expect.objectContaining({ code: 'BAD_DATA', message: '3 values where there are 2 columns', at: { row: 2 } }),
  )
})

test('an empty last cell is a cell', () => {
  expect(readRows('a,b\n1,', 'csv', typed)).toEqual([{ a: '1', b: null }])
})

test('JSON may be one row or many, JSON Lines one a line', () => {
  expect(readRows('{"a":1}', 'json', typed)).toEqual([{ a: 1 }])
  expect(readRows('[{"a":1},{"a":2}]', 'json', typed)).toHaveLength(2)
  expect(readRows('{"a":1}\n\n{"a":2}\n', 'jsonl', typed)).toEqual([{ a: 1 }, { a: 2 }])
  expect(() => readRows('{"a":1}\n{"a"', 'jsonl', typed)).toThrow(expect.objectContaining({ at: { row: 2 } }))
  expect(() => readRows('[1]', 'json', typed)).toThrow(expect.objectContaining({ message: 'not an object: 1' }))
})

test('text from stdin shows its format by how it begins', () => {
  expect(formatOf('-', ' [{"a":1}]')).toBe('json')
  expect(formatOf('-', '{\n"a":1}')).toBe('json')
  expect(formatOf('-', '{"a":1}\n{"a":2}')).toBe('jsonl')
  expect(formatOf('-', 'a,b\n1,2')).toBe('csv')
  expect(formatOf('rows.ndjson', 'a')).toBe('jsonl')
})

test('semicolons and tabs separate cells too, and then a comma may stand before decimals', () => {
  const row = { name: 'a,b', mass: 1.5, adult: true }
  expect(readRows('name;mass;adult\na,b;1,5;true\n', 'csv', typed)).toEqual([row])
  expect(readRows('name\tmass\tadult\r\n"a,b"\t1.5\ttrue', 'csv', typed)).toEqual([row])
})

test('bytes that no text has are refused, and never reach the terminal', () => {
  expect(() => readRows('a\0b', 'csv', typed)).toThrow(expect.objectContaining({ message: 'not a text file' }))
  expect(printable('a\x1b[31mb\x07\n\tü')).toBe('a\\x1b[31mb\\x07\n\tü')
})
