import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkBytes } from '../gate/check-bytes.ts'
import { gate } from '../gate/gate.ts'
import { openModels } from '../open-models.ts'
import type { Forest } from './forest.ts'
import { toOnnx } from './to-onnx.ts'
import { translated } from './translated.ts'

interface Made {
  rows: (number | null)[][]
  answers: number[] | number[][]
  classes: string[] | null
}

const root = process.cwd()
const fixtures = join(import.meta.dirname, 'fixtures')
const made = JSON.parse(readFileSync(join(fixtures, 'made.json'), 'utf8')) as Record<string, Made>

describe('trees as their libraries save them', () => {
  const models = openModels({ root, threads: 1 })
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'espalier-trees-'))
  })
  afterAll(async () => {
    await models.close()
    await rm(folder, { recursive: true, force: true })
  })

  it.each(Object.entries(made))('%s answers as the library does, also where values are missing', async (file, told) => {
    const out = join(folder, `${file}.onnx`)
    const { admitted, remarks } = await gate({ root, path: join(fixtures, file), out })
    if (!admitted) return expect.fail('not admitted')
    const { signature } = admitted
    expect(remarks[0]?.text).toMatch(/^It is translated from (XGBoost|LightGBM)’s own file\.$/)
    if (told.classes) expect(signature.classes).toEqual(told.classes)
    const rows = told.rows.map((row) =>
      Object.fromEntries(signature.inputs.map(({ name }, place) => [name, row[place] ?? Number.NaN])),
    )
    const answers = await models.predict(out, signature, rows)
    for (const [row, { prediction, probabilities }] of answers.entries()) {
      const own = told.answers[row] as number | number[]
      const expected = typeof own === 'number' ? (probabilities ? [1 - own, own] : [own]) : own
      const given = probabilities ? Object.values(probabilities) : [prediction as number]
      for (const [place, value] of expected.entries())
        expect(Math.abs((given[place] ?? Number.NaN) - value) / Math.max(1, value)).toBeLessThan(2e-6)
    }
  })

  const bytes = (file: string) => readFileSync(join(fixtures, file))
  const text = (file: string) => bytes(file).toString()
  it.each([
    ['categories', bytes('categories.lgb'), 'trees that cannot be translated into ONNX: LightGBM with categorical'],
    ['a text that ends too soon', text('multiclass.lgb').slice(0, 2000), 'damaged: it ends too soon'],
    ['a column that is not there', text('binary.lgb').replace(/split_feature=\d+/, 'split_feature=77'), 'not there'],
    ['a circle', text('binary.lgb').replace(/left_child=\S+/, 'left_child=0'), 'a node of a tree has two parents'],
    ['UBJSON cut in the middle', bytes('softprob.ubj').subarray(0, 3000), 'no whole model of XGBoost'],
    ['lists within lists', Buffer.from(`{L${'\0'.repeat(7)}\x07learner${'['.repeat(9999)}`), 'not an ONNX file'],
    ['an endless list', Buffer.from(`{i\x07learner[$d#l\x7f\xff\xff\xff`, 'latin1'), 'not an ONNX file'],
    [
      'another objective',
      text('binary.json').replaceAll('binary:logistic', 'rank:ndcg'),
      'XGBoost with objective=rank:ndcg',
    ],
  ])('are refused with a reason: %s', (_, held, reason) => {
    const refused = () => {
      const file = new Uint8Array(Buffer.from(held))
      checkBytes(translated(file)?.bytes ?? file)
    }
    expect(refused).toThrow(
      expect.objectContaining({
        code: 'BAD_DATA',
        message: expect.stringContaining(reason),
        hint: expect.any(String),
      }),
    )
  })

  it('as ONNX that asks for what is not there are refused in words about the model', async () => {
    const path = join(folder, 'asks.onnx')
    const tree = { target: 0, feature: [77, 0, 0], threshold: [1, 0, 0], yes: [1, 1, 2], no: [2, 1, 2] }
    const asks = { ...tree, missingYes: [false, false, false], leaf: [0, 1, 2] }
    const forest: Forest = {
      ...{ library: 'XGBoost', width: 3, names: undefined, trees: [asks], start: [0] },
      ...{ precision: 'float', task: 'regression', end: 'nothing' },
    }
    await writeFile(path, toOnnx(forest))
    await expect(gate({ root, path, out: join(folder, 'asked.onnx') })).rejects.toMatchObject({
      message: expect.stringMatching(
        /^the model does not answer made rows: [^/]+ feature 77 but input tensor has 3 features\.$/,
      ),
    })
  })

  it('have no fixture that is not asked', () => {
    const files = readdirSync(fixtures).filter((file) => /\.(ubj|json|lgb|skops)$/.test(file))
    expect(files.sort()).toEqual([...Object.keys(made), 'made.json', 'categories.lgb'].sort())
  })
})
