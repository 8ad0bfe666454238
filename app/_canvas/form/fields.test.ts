import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { columnName, columnTypes, fileName, seed, sqlExpression } from '#pipeline/params.ts'
import { currentOf, fieldsOf, shownFields, titleOf, withParam } from './fields.ts'

const fields = fieldsOf(
  z.toJSONSchema(
    z.object({
      file: fileName(),
      where: sqlExpression({ of: 'rows' }).meta({ title: 'Condition', description: 'Rows that are kept.' }),
      target: columnName({ of: 'rows', role: 'target' }).optional(),
      types: columnTypes(),
      algorithm: z.enum(['logistic', 'lightgbm']).default('logistic'),
      trees: z
        .number()
        .int()
        .min(1)
        .max(2000)
        .default(200)
        .meta({ when: { param: 'algorithm', is: ['lightgbm'] } }),
      learningRate: z.number().gt(0).max(1).default(0.1),
      balanced: z.boolean().default(false),
      drop: z.array(z.string()).default([]),
      columns: z.array(z.object({ name: z.string(), expression: sqlExpression({ of: 'rows' }) })).default([]),
      limit: z.number().nullable().default(2),
      seed: seed(),
    }),
    { io: 'input' },
  ),
)
const field = (name: string) => fields.find((candidate) => candidate.name === name)

describe('the form of a node', () => {
  it('asks for every parameter, in the order of its definition', () => {
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['file', 'file'],
      ['where', 'sql-expression'],
      ['target', 'column'],
      ['types', 'column-types'],
      ['algorithm', 'choice'],
      ['trees', 'integer'],
      ['learningRate', 'number'],
      ['balanced', 'boolean'],
      ['drop', 'texts'],
      ['columns', 'list'],
      ['limit', 'number'],
      ['seed', 'seed'],
    ])
  })

  it('takes titles, ranges, options and defaults from the schema', () => {
    expect(field('where')).toMatchObject({ title: 'Condition', description: 'Rows that are kept.', required: true })
    expect(field('trees')).toMatchObject({ minimum: 1, maximum: 2000, default: 200, required: false })
    expect(field('algorithm')).toMatchObject({ options: ['logistic', 'lightgbm'] })
    expect(field('target')).toMatchObject({ of: 'rows', role: 'target', required: false })
    expect(titleOf('learningRate')).toBe('Learning rate')
  })

  it('knows nothing from the default, where nothing may be set', () => {
    const limit = fields.filter(({ name }) => name === 'limit')
    expect(limit.map((one) => [one.nullable, currentOf(one, {}), currentOf(one, { limit: null })])).toEqual([
      [true, 2, null],
    ])
  })

  it('asks for the parts of each item of a list', () => {
    expect(field('columns')?.items?.map(({ kind }) => kind)).toEqual(['text', 'sql-expression'])
  })

  it('shows a field only while what it depends on holds', () => {
    const names = (params: Record<string, unknown>) => shownFields(fields, params).map(({ name }) => name)
    expect(names({})).not.toContain('trees')
    expect(names({ algorithm: 'lightgbm' })).toContain('trees')
  })

  it('leaves out of the pipeline what is back at its default', () => {
    const trees = field('trees')
    if (!trees) throw new Error('no trees')
    const params = withParam({ algorithm: 'lightgbm' }, 'trees', 300)
    expect(currentOf(trees, params)).toBe(300)
    expect(currentOf(trees, withParam(params, 'trees', undefined))).toBe(200)
    expect(withParam(params, 'trees', undefined)).toEqual({ algorithm: 'lightgbm' })
  })
})
