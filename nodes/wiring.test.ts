import { describe, expect, it } from 'vitest'
import { check } from '#pipeline/check.ts'
import { fromYaml } from '#pipeline/yaml.ts'
import { catalogue } from './index.ts'

const problems = (nodes: string) => check(fromYaml(`espalier: 1\nname: Test\nnodes:\n${nodes}`), catalogue)

describe('a name that nothing has', () => {
  it.each([
    ['  a: { kind: etl.load-fil }', 'unknown kind of node: etl.load-fil', 'did you mean etl.load-file?'],
    [
      '  a: { kind: etl.load-file }\n  b: { kind: etl.filter-rows, inputs: { rows: a.row } }',
      'no such output: a.row',
      'did you mean rows?',
    ],
    [
      '  a: { kind: etl.load-file }\n  b: { kind: etl.filter-rows, inputs: { rwos: a.rows } }',
      'no such input: b.rwos',
      'did you mean rows?',
    ],
    [
      '  load: { kind: etl.load-file }\n  b: { kind: etl.filter-rows, inputs: { rows: laod.rows } }',
      'wire to a node that is gone: laod',
      'did you mean load?',
    ],
  ])('%s: %s, %s', (nodes, message, hint) => {
    expect(problems(nodes)).toContainEqual(expect.objectContaining({ message, hint }))
  })

  it('is answered with those there are when none is near', () => {
    const [problem] = problems('  a: { kind: etl.load-file }\n  b: { kind: etl.join, inputs: { middle: a.rows } }')
    expect(problem).toMatchObject({ message: 'no such input: b.middle', hint: 'there is left, right' })
  })
})

it('an input without a wire says who could feed it', () => {
  expect(problems('  a: { kind: deployment.deploy }')).toMatchObject([
    {
      message: 'input not connected: model',
      hint: expect.stringMatching(/^draw a wire from a model: .*Train classifier.* and others give one$/),
    },
  ])
  expect(problems('  a: { kind: etl.filter-rows }')[0]?.hint).toMatch(
    /^draw a wire from a table: .*, .* and others give one$/,
  )
})
