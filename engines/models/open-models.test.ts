import { writeFileSync } from 'node:fs'
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

describe('a model of unknown origin', () => {
  const models = openModels({ root: process.cwd(), threads: 1 })
  let files: TestModels
  beforeAll(() => {
    files = testModels()
  })
  afterAll(() => models.close())

  it('is admitted when it needs nothing but itself', async () => {
    await models.admit(files.classes)
  })

  it('is refused with data in other files', async () => {
    await expect(models.admit(files.external)).rejects.toMatchObject({
      code: 'BAD_DATA',
      message: 'the model keeps data in other files',
    })
  })

  it('is refused with operators from elsewhere', async () => {
    await expect(models.admit(files.custom)).rejects.toMatchObject({
      code: 'BAD_DATA',
      message: 'the model needs operators that are not built in: evil.example',
    })
  })

  it('is refused with operators of a version not known', async () => {
    await expect(models.admit(files.future)).rejects.toMatchObject({ code: 'BAD_DATA' })
  })

  it('is refused when it is something else', async () => {
    const path = files.classes.replace('classes', 'nonsense')
    writeFileSync(path, 'PK not a model at all')
    await expect(models.admit(path)).rejects.toMatchObject({ code: 'BAD_DATA', message: 'not an ONNX file' })
  })
})
