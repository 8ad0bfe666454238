import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import { checkRows } from '../check-rows.ts'
import { openModels } from '../open-models.ts'
import { readPictures } from '../read-pictures.ts'
import { gate } from './gate.ts'

const root = process.cwd()
const folder = mkdtempSync(join(tmpdir(), 'espalier-exporters-'))
const models = openModels({ root, threads: 1 })
afterAll(async () => {
  await models.close()
  rmSync(folder, { recursive: true, force: true })
})

const hold = (name: string, corrections: Corrections = {}) =>
  gate({
    root,
    path: join(import.meta.dirname, 'fixtures', `${name}.onnx`),
    out: join(folder, `${name}.onnx`),
    corrections,
  })

const serve = async (name: string, rows: unknown[], corrections: Corrections = {}) => {
  const { admitted, question, remarks } = await hold(name, corrections)
  if (!admitted) return expect.fail(question?.message)
  const { signature, parity, examples } = admitted
  const checked = checkRows(signature, await readPictures(signature, rows.length > 0 ? rows : examples))
  return {
    signature,
    parity,
    remarks,
    answers: await models.predict(join(folder, `${name}.onnx`), signature, checked.rows),
  }
}

describe('a model of columns', () => {
  it('of scikit-learn answers with its classes, whether or not it makes dictionaries', async () => {
    const petals = { x0: 5.1, x1: 3.5, x2: 1.4, x3: 0.2 }
    const zipped = await serve('sklearn-zipmap', [petals])
    expect(zipped.answers[0]?.prediction).toBe('setosa')
    expect(zipped.answers[0]?.probabilities?.setosa).toBeGreaterThan(0.9)
    const { signature } = await serve('sklearn-named', [])
    expect(signature.inputs.map(({ name }) => name)).toEqual([
      'sepal length',
      'sepal width',
      'petal length',
      'petal width',
    ])
    expect(signature.classes).toEqual(['setosa', 'versicolor', 'virginica'])
  })

  it('takes the names that a person gives to its columns and classes', async () => {
    const { signature, answers } = await serve('lightgbm', [{ a: 5.1, b: 3.5, c: 1.4, d: 0.2 }], {
      columns: ['a', 'b', { name: 'c', range: [1, 7] }, { name: 'd', optional: true }],
      classes: ['setosa', 'versicolor', 'virginica'],
      target: 'species',
    })
    expect(signature).toMatchObject({ target: 'species', classes: ['setosa', 'versicolor', 'virginica'] })
    expect(signature.inputs[2]).toMatchObject({ name: 'c', range: [1, 7] })
    expect(answers[0]?.prediction).toBe('setosa')
  })

  it('keeps columns of their own types: numbers, whole numbers, text', async () => {
    const { signature, answers } = await serve('sklearn-columns', [{ age: 40, visits: 2, city: 'Genf' }])
    expect(signature.inputs.map(({ type }) => type)).toEqual(['number', 'integer', 'text'])
    expect(answers[0]?.prediction).toBe('1')
  })

  it.each(['sklearn-regression', 'lightgbm-regression', 'torch-dynamo'])('%s answers with a number', async (name) => {
    const { signature, answers, parity } = await serve(name, [])
    expect(signature.task).toBe('regression')
    expect(Number.isFinite(answers[0]?.prediction)).toBe(true)
    expect(parity.maxDifference).toBeLessThan(1e-6)
  })

  it.each([
    ['xgboost', 'probabilities are probabilities.'],
    ['keras-binary', 'Identity:0 are probabilities.'],
  ])('%s: one score or two, the shares of two classes add up', async (name, remark) => {
    const { answers, remarks } = await serve(name, [])
    expect(remarks.map(({ text }) => text)).toContain(remark)
    for (const { probabilities = {} } of answers)
      expect(Object.values(probabilities).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1)
  })

  it('says that it takes margins for logits', async () => {
    const { remarks } = await serve('sklearn-svc', [])
    expect(remarks).toContainEqual({
      text: 'probabilities are taken for logits: a softmax makes probabilities of them.',
      assumed: true,
    })
  })

  it('does not take a signature that does not fit', async () => {
    expect((await hold('lightgbm', { columns: ['a'] })).question).toMatchObject({
      message: 'the model takes 4 columns, not 1',
      at: { param: 'columns' },
    })
    expect((await hold('lightgbm', { columns: ['a', 'b', 'c', 'a'] })).question?.message).toBe(
      'two columns have one name: a',
    )
    expect((await hold('lightgbm', { classes: ['a', 'b'] })).question?.at).toEqual({ param: 'classes' })
    expect((await hold('lightgbm', { outputs: { label: 'nothing' } })).question).toMatchObject({
      message: 'the model has no such output: nothing',
      hint: 'it has label, lgbmprobabilities',
    })
  })
})

describe('a model of pictures', () => {
  const red = `data:image/png;base64,${'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='}`

  it.each([
    ['torch-picture', { height: 32, width: 32, channels: 3 }, 'nchw'],
    ['torch-one-by-one', { height: 32, width: 32, channels: 3 }, 'nchw'],
    ['keras-picture', { height: 16, width: 16, channels: 1 }, 'nhwc'],
  ])('%s takes any picture', async (name, size, layout) => {
    const { signature, answers, parity } = await serve(name, [{ image: red }, { image: red }])
    expect(signature.inputs).toMatchObject([{ name: 'image', type: 'image', picture: { ...size, wanted: { layout } } }])
    expect(answers).toHaveLength(2)
    expect(answers[0]).toEqual(answers[1])
    expect(parity.maxDifference).toBeLessThan(1e-6)
  })

  it('scales pixels as a person says', async () => {
    const image = { scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }
    const { parity, answers } = await serve('torch-picture', [{ image: red }], {
      image,
      classes: ['a', 'b', 'c', 'd', 'e'],
    })
    expect(parity.maxDifference).toBeLessThan(1e-6)
    const { answers: plain } = await serve('torch-picture', [{ image: red }], { classes: ['a', 'b', 'c', 'd', 'e'] })
    expect(answers[0]?.probabilities?.a).not.toBeCloseTo(plain[0]?.probabilities?.a ?? 0, 6)
  })

  it('may be rows of pixels, if a person says so', async () => {
    const { question } = await hold('sklearn-zipmap', { image: { height: 3, width: 3, channels: 1 } })
    expect(question?.message).toBe('the model takes 4 values, but a picture of 3 × 3 × 1 has 9')
    const { signature } = await serve('sklearn-zipmap', [{ image: red }], {
      image: { height: 2, width: 2, channels: 1 },
    })
    expect(signature.inputs[0]?.picture?.wanted?.layout).toBe('columns')
  })
})

describe('the stored form', () => {
  it('of a file is the same each time, so it has one name', async () => {
    await hold('lightgbm')
    const first = readFileSync(join(folder, 'lightgbm.onnx'))
    await hold('lightgbm')
    expect(readFileSync(join(folder, 'lightgbm.onnx')).equals(first)).toBe(true)
  })
  it('passes the gate itself, as it must when it comes back from an archive', async () => {
    await hold('lightgbm')
    const stored = { path: join(folder, 'lightgbm.onnx'), out: join(folder, 'again.onnx') }
    expect(await gate({ root, ...stored })).toMatchObject({ admitted: { parity: { maxDifference: 0 } } })
  })
})
