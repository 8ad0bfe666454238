import { expect, it } from 'vitest'
import type { Problem } from '#pipeline/problem.ts'
import type { Field } from './fields.ts'
import { fieldOfProblem } from './problem-place.ts'

const field = (name: string, kind: Field['kind'], items?: Field[]): Field => ({
  name,
  kind,
  title: name,
  required: true,
  ...(items && { items }),
})
const problem = (at: Problem['at']): Problem => ({ severity: 'error', message: 'missing column', at })
const fields = [
  field('keys', 'columns'),
  field('target', 'column'),
  field('columns', 'list', [field('name', 'text'), field('expression', 'sql-expression')]),
]
const params = {
  keys: ['id'],
  target: 'late',
  columns: [
    { name: 'a', expression: '1' },
    { name: 'b', expression: 'boom > 1' },
  ],
}

it('is where the problem says it is', () => {
  expect(fieldOfProblem(problem({ param: 'columns.0.name', column: 'boom' }), fields, params)).toBe('columns.0.name')
})

it('is otherwise the field that mentions the column', () => {
  expect(fieldOfProblem(problem({ column: 'boom' }), fields, params)).toBe('columns.1.expression')
  expect(fieldOfProblem(problem({ column: 'late' }), fields, params)).toBe('target')
  expect(fieldOfProblem(problem({ column: 'id' }), fields, params)).toBe('keys')
})

it('is none for a problem of the whole node', () => {
  expect(fieldOfProblem(problem({ port: 'rows' }), fields, params)).toBeUndefined()
  expect(fieldOfProblem(problem({ column: 'elsewhere' }), fields, params)).toBeUndefined()
})
