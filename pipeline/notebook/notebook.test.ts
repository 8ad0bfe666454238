import { describe, expect, it } from 'vitest'
import { describeNotebook } from './describe.ts'
import { givenValues } from './given-values.ts'
import { parametersOf } from './parameters.ts'
import { pythonLiteral } from './python-literal.ts'

const notebook = (cells: object[], metadata: object = {}) =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells })
const code = (source: string | string[], ...tags: string[]) => ({ cell_type: 'code', source, metadata: { tags } })

describe('a Python literal', () => {
  it.each([
    ["'it\\'s'", "it's"],
    ['-1_000', -1000],
    ['[1, 2.5, None,]', [1, 2.5, null]],
    ['{"a": (True, False)}', { a: [true, false] }],
    ['"""two\nlines"""', 'two\nlines'],
  ])('%s is read as JSON', (source, value) => expect(pythonLiteral(source)).toEqual(value))

  it.each(['len(x)', '1 + 1', "f'{x}'", '[1', ''])('%s is none', (source) =>
    expect(pythonLiteral(source)).toBeUndefined(),
  )
})

describe('the cell tagged parameters', () => {
  it('says names, kinds, defaults and what the comments say', () => {
    const source = `import os
alpha = 0.1  # how much
rounds: "int" = 3
ratio = 1  # type: float of all
name = 'a # b'; flag = True
columns = [
    'a',  # the first
    'b',
]
folder = os.getcwd()`
    expect(parametersOf(source)).toEqual([
      { name: 'alpha', kind: 'number', default: '0.1', value: 0.1, help: 'how much' },
      { name: 'rounds', kind: 'integer', default: '3', value: 3 },
      { name: 'ratio', kind: 'number', default: '1', value: 1, help: 'of all' },
      { name: 'name', kind: 'text', default: "'a # b'", value: 'a # b' },
      { name: 'flag', kind: 'boolean', default: 'True', value: true },
      expect.objectContaining({ name: 'columns', kind: 'list', value: ['a', 'b'] }),
      { name: 'folder', kind: 'any', default: 'os.getcwd()' },
    ])
  })

  it('decides how what somebody writes is read', () => {
    const parameters = parametersOf("alpha = 0.1\nname = 'x'\nrounds = 3\nlist = []")
    expect(givenValues({ alpha: '1', name: '07', rounds: '4', list: "['a']" }, parameters)).toEqual({
      ...{ alpha: 1, name: '07', rounds: 4, list: ['a'] },
    })
    expect(() => givenValues({ rounds: '1.5' }, parameters)).toThrow('not a whole number, which rounds must be: 1.5')
    expect(() => givenValues({ rnds: '1' }, parameters)).toThrow('no such parameter of the notebook: rnds')
  })
})

describe('a notebook', () => {
  it('is described without being run', () => {
    const cells = [
      code(['a = 1\n', 'b = 2'], 'parameters'),
      { cell_type: 'markdown', source: "espalier.inputs['prose']" },
      code(
        "# espalier.inputs['comment']\nespalier.inputs['flights']; espalier.output('clean', espalier.inputs['flights'])",
      ),
      code("espalier.output_model('late', model, rows)"),
    ]
    expect(describeNotebook(notebook(cells, { kernelspec: { name: 'python3' } }), 'x.ipynb')).toMatchObject({
      ...{ kernel: 'python3', cells: 3, reads: ['flights'], writes: ['clean'], models: ['late'] },
      parameters: [{ name: 'a' }, { name: 'b' }],
    })
    expect(describeNotebook(notebook([]), 'x.ipynb')).toMatchObject({ kernel: null, parameters: null })
  })

  it('that is none, or an old one, is refused', () => {
    expect(() => describeNotebook('no', 'x.ipynb')).toThrow('not a notebook: x.ipynb')
    expect(() => describeNotebook('{"nbformat": 3, "worksheets": []}', 'x.ipynb')).toThrow('of an old format, 3')
  })
})
