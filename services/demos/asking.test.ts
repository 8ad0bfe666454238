import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { classesSignature, testModels } from '#engines/models/testing.ts'
import { link } from '../artifacts/link.ts'
import type { Context } from '../context.ts'
import { get as getFile } from '../files/get.ts'
import { register } from '../models/register.ts'
import { stored } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { answer } from './answer.ts'
import { batch } from './batch.ts'
import { batchColumns } from './batch-columns.ts'
import { beginVisit } from './begin-visit.ts'
import { create } from './create.ts'
import { curves } from './curves.ts'
import { edit } from './edit.ts'
import { enter } from './enter.ts'
import { flip } from './flip.ts'
import { get } from './get.ts'
import { label } from './label.ts'
import { predict } from './predict.ts'
import { saveLabels } from './save-labels.ts'
import { share } from './share.ts'
import { whatIf } from './what-if.ts'

const heavy = { mass: 4000, island: 'Biscoe' }
const light = { mass: 10, island: 'Dream' }
const name = 'asked'

let platform: TestPlatform
let owner: Context
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue: new Map() })
  owner = platform.owner
  const bytes = await owner.store.put(createReadStream(testModels().classes))
  await link(owner.db, owner.actor.projectId, [{ ...bytes, mediaType: 'application/x-onnx' }])
  const details = await stored(owner, JSON.stringify({ examples: [heavy], background: [heavy, light, light] }))
  const parity = { rows: 1, maxDifference: 0, tolerance: 1e-5 }
  const model = { artifact: bytes.sha256, signature: classesSignature, metrics: {}, parity, details } as const
  await register(owner, { name: 'weights', model: { type: 'model', ...model } })
  await create(owner, { of: { model: 'weights' }, name })
})
afterAll(() => platform.close())

describe('what if', () => {
  test.each(['quick', 'thorough'] as const)('%s: what inputs add is the answer less the average', async (care) => {
    const { answer, why } = await whatIf(owner, { name, row: heavy, care })
    expect(answer.prediction).toBe('heavy')
    expect(why).toMatchObject({ method: 'exact', background: 3, outputs: ['heavy', 'light'] })
    const added = why?.features.reduce((sum, { contributions }) => sum + (contributions[0] ?? 0), 0)
    expect((why?.base[0] ?? 0) + (added ?? 0)).toBeCloseTo(answer.probabilities?.heavy ?? -1, 10)
  })

  test('curves go over what training saw, through the very answers of those rows', async () => {
    const { curves: found, outputs } = await curves(owner, { name, row: light })
    expect(outputs).toEqual(['heavy', 'light'])
    expect(found.map(({ name, values }) => [name, values.length])).toEqual([
      ['mass', 41],
      ['island', 2],
    ])
    const [value, shares] = [found[0]?.values[20], found[0]?.answers[20]]
    const [again] = (await predict(owner, { name, rows: [{ ...light, mass: value }] })).answers
    expect(shares?.[0]).toBeCloseTo(again?.probabilities?.heavy ?? -1, 6)
  })

  test('the smallest change flips the decision, and is one that training saw', async () => {
    const { changes, row, prediction } = await flip(owner, { name, row: light })
    expect(changes).toMatchObject([{ name: 'mass', from: 10 }])
    expect(prediction).toBe('heavy')
    expect((await predict(owner, { name, rows: [row ?? {}] })).answers[0]?.prediction).toBe('heavy')
    const kept = await flip(owner, { name, row: light, keep: ['mass'] })
    expect(kept).toMatchObject({ changes: null, tried: 1 })
    await expect(flip(owner, { name, row: light, to: 'huge' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })
})

describe('what cannot be answered', () => {
  test.each([
    [
      { ...heavy, mass: 'much' },
      { code: 'INVALID_INPUT', at: { row: 1, column: 'mass' } },
    ],
    [{ mass: 1 }, { code: 'INVALID_INPUT', message: 'missing column: island' }],
    [
      { ...heavy, iland: 'x' },
      { code: 'INVALID_INPUT', hint: 'did you mean island? Otherwise leave it out' },
    ],
  ])('%j is refused by its column', async (row, told) => {
    await expect(whatIf(owner, { name, row })).rejects.toMatchObject(told)
  })

  test('a number and a category that training did not see are answered, with a warning', async () => {
    const { warnings } = await whatIf(owner, { name, row: { mass: 9999, island: 'Atlantis' } })
    expect(warnings.map(({ column }) => column)).toEqual(['mass', 'island'])
  })
})

describe('a table of rows', () => {
  const csv = (text: string | Buffer) => Readable.from([Buffer.from(text)])

  test('is answered row by row, with what is wrong beside each that is not', async () => {
    const text = 'id;Mass;Island\n1;9999;Biscoe\n2;a lot;Dream\n3;;Dream\n4;10;\n=1+cmd;2,5;Dream\n'
    const { columns } = await batchColumns(owner, { name, source: csv(text) })
    expect(columns).toEqual({ mass: 'Mass', island: 'Island' })
    const done = await batch(owner, { name, source: csv(text), columns })
    expect(done).toMatchObject({ rows: 5, answered: 3, doubtful: 1 })
    expect(done.wrong).toMatchObject([
      { line: 3, column: 'mass', message: 'mass is not a number: a lot' },
      { line: 5, column: 'island', message: 'island is empty' },
    ])
    const lines = done.csv.trim().split('\r\n')
    expect(lines[0]).toBe('id;Mass;Island;weight;heavy (probability);light (probability);problem')
    expect(lines[1]).toMatch(/^1;9999;Biscoe;heavy;.*outside of what was seen in training/)
    expect(lines[5]).toMatch(/^'=1\+cmd;2,5;Dream;light;0,\d+;0,\d+;/)
  })

  test('may name a column twice or not at all: they are told apart as in an upload', async () => {
    const text = 'id;id;Mass;Island;\n1;2;4000;Biscoe;\n'
    const { heading } = await batchColumns(owner, { name, source: csv(text) })
    expect(heading).toEqual(['id', 'id_1', 'Mass', 'Island', 'column4'])
    const columns = { mass: 'id_1' }
    const { csv: answers } = await batch(owner, { name, source: csv(text), columns })
    expect(answers).toContain('1;2;4000;Biscoe;;light')
  })

  test.each([
    ['a ZIP', Buffer.from('PK\u0003\u0004rest'), /ZIP or Excel file, not CSV/],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), /packed file \(gzip\)/],
    ['a program', Buffer.from('a,b\n\u0000\u0001'), /no text/],
    ['latin-1', Buffer.from([0x6d, 0x61, 0x73, 0xe9, 0x0a]), /not written in UTF-8/],
    ['no rows', Buffer.from('mass,island\n'), /no rows/],
    ['another table', Buffer.from('a,b\n1,2\n'), /no column for this input: island/],
    ['one endless cell', Buffer.from(`mass,island\n1,"${'x'.repeat(1_100_000)}`), /not a CSV that can be read/],
    ['more than fits', Buffer.from(`mass,island\n${'1,Dream\n'.repeat(20_001)}`), /too many rows/],
  ])('%s is refused', async (_, bytes, message) => {
    await expect(batch(owner, { name, source: csv(bytes) })).rejects.toThrow(message)
  })

  test('that never ends is cut off', async () => {
    const line = Buffer.from(`${'1,Dream'.padEnd(64_000, ' ')}\n`)
    let sent = 0
    const endless = Readable.from(
      (function* () {
        for (;;) {
          sent += line.length
          yield line
        }
      })(),
    )
    await expect(batch(owner, { name, source: endless })).rejects.toThrow(/no column|too large/)
    expect(sent).toBeLessThan(30 * 2 ** 20)
  })
})

test('hidden inputs are told of as one, and are not a visitor’s to set', async () => {
  await create(owner, { of: { model: 'weights' }, name: 'hidden' })
  const { page, edition } = await get(owner, { name: 'hidden' })
  const inputs = page.inputs.map((one) => (one.name === 'mass' ? { ...one, shown: false, fixed: 4000 } : one))
  await edit(owner, { name: 'hidden', base: edition, page: { ...page, inputs } })
  await expect.poll(async () => (await whatIf(owner, { name: 'hidden', row: light })).answer.prediction).toBe('heavy')
  const { why } = await whatIf(owner, { name: 'hidden', row: light })
  expect(why?.features.map((one) => one.name)).toEqual(['island'])
  expect(why?.hidden[0]).toBeGreaterThan(0)
})

test('a visitor who asks too fast is told to wait', async () => {
  const { token } = await share(owner, { name })
  const { visit } = await beginVisit(platform, { name, token })
  const visitor = platform.as(await enter(platform, { name, visit }))
  const asked = Array.from({ length: 200 }, () => predict(visitor, { name, rows: [light] }))
  const refused = (await Promise.allSettled(asked)).flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refused.length).toBeGreaterThan(10)
  expect(refused[0]).toMatchObject({ code: 'UNAVAILABLE', hint: 'wait a second, then ask again' })
})

test('what people said becomes a table of the project that pipelines can load', async () => {
  await create(owner, { of: { model: 'weights' }, name: 'said' })
  await expect(saveLabels(owner, { name: 'said' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  const { answers } = await answer(owner, { name: 'said', rows: [heavy, light] })
  await label(owner, { name: 'said', id: answers[0]?.id ?? '', verdict: 'wrong', corrected: 'light', reason: 'a, "b"' })
  await label(owner, { name: 'said', id: answers[1]?.id ?? '', verdict: 'right' })
  const saved = await saveLabels(owner, { name: 'said' })
  expect(saved).toMatchObject({ name: 'said-labels.csv', version: 1 })
  const { columns } = await getFile(owner, { name: 'said-labels.csv' })
  expect(columns.map((column) => column.name).slice(0, 4)).toEqual(['mass', 'island', 'weight', 'answered'])
})
