import { describe, expect, it } from 'vitest'
import type { NodeDefinition } from '#pipeline/define-node.ts'
import type { TableSchema } from '#pipeline/ports/table.ts'
import encode from './encode/node.ts'
import impute from './impute/node.ts'
import scale from './scale/node.ts'

const rows: TableSchema = {
  type: 'table',
  columns: [
    { name: 'age', type: 'BIGINT' },
    { name: 'city', type: 'VARCHAR' },
    { name: 'member', type: 'BOOLEAN' },
    { name: 'seen', type: 'TIMESTAMP' },
    { name: 'key', type: 'VARCHAR', role: 'id' },
    { name: 'split', type: 'VARCHAR', role: 'split' },
  ],
}

const infer = (node: NodeDefinition, given: Record<string, unknown> = {}, input: TableSchema = rows) => {
  if (!('infer' in node)) throw new Error('not a node that infers')
  return node.infer({ params: node.params.parse(given), files: {}, inputs: { rows: input } }).rows as TableSchema
}
const types = ({ columns }: TableSchema) => Object.fromEntries(columns.map(({ name, type }) => [name, type]))

describe('fitted feature nodes say what they will give', () => {
  it('impute makes numbers DOUBLE and leaves times and roles alone', () =>
    expect(types(infer(impute))).toEqual({ ...types(rows), age: 'DOUBLE', member: 'DOUBLE' }))

  it('encode turns text into lists of numbers', () =>
    expect(types(infer(encode))).toEqual({ ...types(rows), city: 'FLOAT[]' }))

  it('encode takes whole numbers that were chosen', () =>
    expect(types(infer(encode, { columns: ['age'] }))).toEqual({ ...types(rows), age: 'FLOAT[]' }))

  it('scale leaves text and encoded columns alone', () =>
    expect(types(infer(scale, {}, infer(encode)))).toEqual({
      ...types(rows),
      age: 'DOUBLE',
      city: 'FLOAT[]',
      member: 'DOUBLE',
    }))

  it('what callers send is what came into the first of them', () => {
    expect(infer(scale, {}, infer(encode, {}, infer(impute))).raw).toEqual(rows.columns)
    expect(infer(impute).columns.at(-1)).toEqual({ name: 'split', type: 'VARCHAR', role: 'split' })
  })
})

describe('columns that cannot be used are named', () => {
  it.each([
    ['gone', 'missing column: gone'],
    ['key', 'this column is no feature, it is the id: key'],
    ['seen', 'not a column this node can read: seen TIMESTAMP'],
  ])('%s', (column, message) =>
    expect(() => infer(impute, { columns: [column] })).toThrow(
      expect.objectContaining({ message, at: { param: 'columns', column } }),
    ),
  )
})
