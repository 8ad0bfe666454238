import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Models } from './models.ts'
import { openModels } from './open-models.ts'
import { classesSignature, numberSignature, type TestModels, testModels } from './testing.ts'

describe('models', () => {
  let files: TestModels
  let models: Models
  beforeAll(() => {
    files = testModels()
    models = openModels({ root: process.cwd(), threads: 2 })
  })
  afterAll(() => models.close())

  it('answer with a class and its probability by class', async () => {
    const rows = [
      { mass: 4000, island: 'Biscoe' },
      { mass: 10, island: 'Dream' },
    ]
    const [first, second] = await models.predict(files.classes, classesSignature, rows)
    expect(first?.prediction).toBe('heavy')
    expect(second?.prediction).toBe('light')
    expect((second?.probabilities?.heavy ?? 0) + (second?.probabilities?.light ?? 0)).toBeCloseTo(1)
    expect(second?.probabilities?.light).toBeGreaterThan(0.5)
  })

  it('answer rows with missing values and categories never seen', async () => {
    const [answer] = await models.predict(files.classes, classesSignature, [{ mass: null, island: 'Nowhere' }])
    // 100 stands for a missing mass: the margin is 1 - 0.
    expect(answer?.probabilities?.heavy).toBeCloseTo(1 / (1 + Math.exp(-1)))
  })

  it('answer with a number', async () => {
    expect(await models.predict(files.number, numberSignature, [{ mass: 1 }, { mass: 2.5 }])).toEqual([
      { prediction: 101 },
      { prediction: 102.5 },
    ])
  })

  it('give each of many callers at once the answers to their own rows', async () => {
    const calls = Array.from({ length: 200 }, (_, call) =>
      models.predict(
        files.number,
        numberSignature,
        Array.from({ length: (call % 3) + 1 }, (_, row) => ({ mass: call * 10 + row })),
      ),
    )
    for (const [call, answers] of (await Promise.all(calls)).entries())
      expect(answers.map(({ prediction }) => prediction)).toEqual(
        Array.from({ length: (call % 3) + 1 }, (_, row) => call * 10 + row + 100),
      )
  })

  it('report a file that is gone or no model, and go on', async () => {
    await expect(models.predict('/nowhere/x.onnx', numberSignature, [{ mass: 1 }])).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(models.predict(import.meta.filename, numberSignature, [{ mass: 1 }])).rejects.toMatchObject({
      code: 'BAD_DATA',
    })
    expect(await models.predict(files.number, numberSignature, [{ mass: 1 }])).toHaveLength(1)
  })
})
