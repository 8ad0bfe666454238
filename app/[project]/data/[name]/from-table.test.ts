import { describe, expect, it } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { check } from '#pipeline/check.ts'
import { compile } from '#pipeline/compile.ts'
import { parseSpec } from '#pipeline/spec.ts'
import { fromTable, taskFor } from './from-table.ts'

const file = { name: 'my data.csv', sha256: '0'.repeat(64), version: 1, format: 'csv' as const, columns: [] }

describe.each(['classification', 'regression'] as const)('a pipeline from a table, for %s', (task) => {
  const spec = fromTable({ name: 'Verkäufe 2024!', file: file.name, target: 'sold', task })

  it('is wired without a problem', () => expect(check(spec, catalogue)).toEqual([]))
  it('has parameters that every node takes', () => {
    const { steps } = compile(parseSpec(spec), catalogue, { [file.name]: file })
    expect(steps.map(({ node }) => node).at(-1)).toBe('deploy')
  })
  it('gives model and endpoint a name that fits an address', () =>
    expect(spec.nodes.deploy?.params.endpoint).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/))
})

it('leaves out columns that hold nothing before anything is learnt from them', () => {
  const without = ['column5']
  const spec = fromTable({ name: 'odd', file: file.name, target: 'sold', task: 'regression', without })
  expect(check(spec, catalogue)).toEqual([])
  expect(spec.nodes.drop?.params).toEqual({ drop: without })
  expect(Object.values(spec.edges).filter(({ to }) => to.node === 'split')).toMatchObject([{ from: { node: 'drop' } }])
})

it('predicts numbers as numbers and all else as classes', () => {
  expect(['DOUBLE', 'BIGINT', 'VARCHAR', 'BOOLEAN'].map(taskFor)).toEqual([
    'regression',
    'regression',
    'classification',
    'classification',
  ])
})
