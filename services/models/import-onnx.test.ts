import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { verify } from '../audit/verify.ts'
import { add } from '../files/add.ts'
import { graph } from '../lineage/graph.ts'
import { impact } from '../lineage/impact.ts'
import { openTestPlatform } from '../testing/platform.ts'
import { getVersion } from './get-version.ts'
import { importOnnx } from './import-onnx.ts'
import { inspectOnnx } from './inspect-onnx.ts'
import { list } from './list.ts'
import { receiveOnnx } from './receive-onnx.ts'

const patience = { timeout: 60_000 }
const fixture = (name: string) =>
  createReadStream(join(import.meta.dirname, '../../engines/models/gate/fixtures', `${name}.onnx`))

const platform = await openTestPlatform({ catalogue })
const { owner } = platform
afterAll(() => platform.close())

describe('an ONNX file from outside', () => {
  test('is received, corrected and registered, with what the gate saw', patience, async () => {
    const received = await receiveOnnx(owner, { source: fixture('lightgbm') })
    expect(received).toMatchObject({
      found: { producer: expect.stringMatching(/OnnxMLTools/i), operators: expect.any(Number) },
    })
    const corrections = { columns: ['a', 'b', 'c', 'd'], classes: ['x', 'y', 'z'], target: 'letter' }
    const { admitted } = await inspectOnnx(owner, { file: received.file, corrections })
    expect(admitted?.signature.target).toBe('letter')

    const model = await importOnnx(owner, { name: 'letters', file: received.file, corrections })
    expect(model.version?.number).toBe(1)
    const shown = await getVersion(owner, { name: 'letters', number: 1 })
    expect(shown).toMatchObject({
      signature: { target: 'letter', classes: ['x', 'y', 'z'] },
      parity: { maxDifference: 0 },
    })
    expect(shown.details.imported).toMatchObject({ file: received.file, found: { inputs: [{ shape: [null, 4] }] } })
    expect(shown.details.examples[0]).toEqual({
      a: expect.any(Number),
      b: expect.any(Number),
      c: expect.any(Number),
      d: expect.any(Number),
    })
    expect(shown.artifact).not.toBe(received.file)
    expect(await verify(owner)).toMatchObject({ brokenAt: null })
  })

  test(
    'takes names, ranges, examples and a background from rows, and answers are explained by them',
    patience,
    async () => {
      const rows = Array.from({ length: 300 }, (_, at) => `${at / 10},${at % 7},${at % 3 ? at : ''},${-at},x`)
      const name = 'letters.csv'
      await add(owner, { name, source: Readable.from([['one,two,three,four,letter', ...rows].join('\n')]) })
      const { file } = await receiveOnnx(owner, { source: fixture('lightgbm') })
      const seen = await inspectOnnx(owner, { file, rows: { name } })
      expect(seen.rows).toEqual({ name, version: 1, total: 300 })
      expect(seen.remarks.map(({ text }) => text)).toContain('The columns have the names of letters.csv, in its order.')
      const columns = [{ name: 'one', unit: 'cm', description: 'How wide', range: [0, 99] as [number, number] }]
      const told = { columns: [...columns, 'two', 'three', 'four'], classes: ['x', 'y', 'z'] }
      await importOnnx(owner, { name: 'rows', file, rows: { name }, corrections: told })
      const { signature, details } = await getVersion(owner, { name: 'rows', number: 1 })
      expect(signature?.inputs).toMatchObject([
        { name: 'one', range: [0, 99], unit: 'cm', description: 'How wide', histogram: { counts: expect.any(Array) } },
        { name: 'two', range: [0, 6], missing: 0 },
        { name: 'three', missing: 0.333333 },
        { name: 'four', range: [-299, 0] },
      ])
      expect([details.examples.length, details.background.length]).toEqual([10, 100])
      expect(details.imported?.rows).toEqual({ name, version: 1, total: 300 })
      const { edges } = await graph(owner, { of: `file:${name}` })
      expect(edges).toEqual([{ from: `file:${name}@1`, to: 'version:rows@1' }])
      expect((await graph(owner, { of: 'rows@1' })).edges).toEqual(edges)
      expect(await impact(owner, { file: name, column: 'two' })).toMatchObject({
        versions: [{ model: 'rows', number: 1, how: 'name', inputs: ['two'] }],
      })
      const other = { columns: ['one', 'two', 'three', 'five'] }
      expect((await inspectOnnx(owner, { file, rows: { name }, corrections: other })).question).toMatchObject({
        message: 'letters.csv has no such column: five',
        at: { param: 'rows' },
      })
    },
  )

  test('of numbers keeps how they lie in the rows that have them', patience, async () => {
    const name = 'prices.csv'
    const rows = Array.from({ length: 40 }, (_, at) => `${at},${at % 5},${-at},${at * 10}`)
    await add(owner, { name, source: Readable.from([['a,b,c,price', ...rows].join('\n')]) })
    const { file } = await receiveOnnx(owner, { source: fixture('sklearn-regression') })
    await importOnnx(owner, { name: 'prices', file, rows: { name } })
    const { signature, details } = await getVersion(owner, { name: 'prices', number: 1 })
    expect(signature).toMatchObject({ task: 'regression', target: 'price' })
    expect([details.target?.edges.at(-1), details.target?.counts.length]).toEqual([390, 20])
  })

  test('is known by its bytes: the same file gives the same stored form', patience, async () => {
    const { file } = await receiveOnnx(owner, { source: fixture('xgboost') })
    const [first, second] = [
      await importOnnx(owner, { name: 'twice', file }),
      await importOnnx(owner, { name: 'twice', file }),
    ]
    expect(second.artifact).toBe(first.artifact)
    expect(second.version).toEqual(first.version)
  })

  test('that is refused is nowhere to be seen', patience, async () => {
    const before = await list(owner)
    await expect(receiveOnnx(owner, { source: Readable.from([Buffer.from([0x80, 4, 1])]) })).rejects.toMatchObject({
      code: 'BAD_DATA',
      hint: expect.stringMatching(/skl2onnx/),
    })
    expect(await list(owner)).toEqual(before)
  })

  test('needs an answer where it does not say enough', patience, async () => {
    const { file } = await receiveOnnx(owner, { source: fixture('lightgbm') })
    await expect(importOnnx(owner, { name: 'short', file, corrections: { columns: ['a'] } })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      at: { param: 'columns' },
    })
    await expect(importOnnx(owner, { name: 'odd', file, corrections: { kolumns: [] } as never })).rejects.toMatchObject(
      {
        code: 'INVALID_INPUT',
      },
    )
  })

  test('is only for those of its project who may register', patience, async () => {
    const { file } = await receiveOnnx(owner, { source: fixture('lightgbm') })
    const stranger = await platform.stranger()
    await expect(importOnnx(stranger, { name: 'mine', file })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(inspectOnnx(stranger, { file })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const viewer = platform.as({ ...owner.actor, role: 'viewer' })
    await expect(receiveOnnx(viewer, { source: fixture('lightgbm') })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(importOnnx(viewer, { name: 'mine', file })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
