import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FaultData } from '#pipeline/fault.ts'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import { gate } from './gate.ts'
import { hostileFiles } from './hostile.ts'

const root = process.cwd()
const folder = mkdtempSync(join(tmpdir(), 'espalier-gate-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const hold = (path: string, corrections: Corrections = {}, limits = { memory: 2 ** 30, seconds: 60 }) =>
  gate({ root, path, out: join(folder, 'out.onnx'), corrections, limits })

describe('a hostile file', () => {
  let file: (name: string) => string
  beforeAll(() => {
    file = hostileFiles()
  })

  const refused = async (path: string, limits?: { memory: number; seconds: number }): Promise<FaultData> => {
    const fault = await hold(path, {}, limits).then(
      () => expect.fail('it passed'),
      (thrown) => thrown.toJSON() as FaultData,
    )
    expect(fault.hint, 'says a next step').toMatch(/\w/)
    return fault
  }

  it.each([
    ['external', 'the model keeps data in other files'],
    ['external-attribute', 'the model keeps data in other files'],
    ['custom', 'the model needs operators that are not built in: evil.example'],
    ['undeclared', 'the model needs operators that are not built in: evil.example'],
    ['engine-context', 'the model has an operator that is not run here: EPContext'],
    ['functions', 'the model defines functions of its own'],
    ['future', 'the model is too new: operators ai.onnx of version 99'],
    ['past', 'the model is too old: operators ai.onnx of version 1'],
    ['new-format', 'the file’s format is too new: ONNX IR 99'],
    ['deep', 'the model nests graphs too deep: 64'],
    ['giant-constant', 'a constant of the model is not of the size it says: [100000, 250000]'],
    ['eight-rows', 'the model takes exactly 8 rows at once'],
  ])('%s: %s', async (name, message) => {
    expect(await refused(file(name))).toMatchObject({ code: 'BAD_DATA', message })
  })

  it.each(
    ['ConstantOfShape', 'Range', 'Expand', 'ConstantOfShape', 'Loop', 'Loop', 'If'].map((operator, index) => [
      ['sent-shape', 'sent-range', 'sent-count', 'drawn-shape', 'sent-loop', 'sent-end', 'sent-branch'][
        index
      ] as string,
      operator,
    ]),
  )('%s: what is sent may not say how large %s gets', async (name, operator) => {
    expect(await refused(file(name))).toMatchObject({
      code: 'BAD_DATA',
      message: `what a caller sends would say how much memory or time the model takes: ${operator}`,
    })
  })

  it.each(['giant-shape', 'giant-expand', 'giant-tile'])('%s: does not get the memory it wants', async (name) => {
    expect(await refused(file(name))).toMatchObject({ code: 'LIMIT' })
  })

  it.each(['endless-loop', 'long-loop'])('%s: does not get the time it wants', async (name) => {
    expect(await refused(file(name), { memory: 2 ** 30, seconds: 4 })).toMatchObject({
      code: 'LIMIT',
      message: 'the model takes too long: more than 4 s',
    })
  })

  it('that grows faster than its rows is answered few at a time', async () => {
    const { admitted } = await hold(file('cubic'))
    expect(admitted?.signature.rowsAtOnce).toBeLessThan(1000)
  })

  it.each([
    ['a pickle', Buffer.from([0x80, 4, 0x95, 1, 2]), /pickle, which is code/],
    ['a zip', Buffer.from('PK\u0003\u0004something'), /zip archive/],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), /gzip/],
    ['JSON', Buffer.from('{"rows": []}'), /JSON/],
    ['trees cut off', Buffer.from('{"learner": {}}'), /file of trees is damaged/],
    ['nothing', Buffer.alloc(0), /empty/],
    ['any text', Buffer.from('not a model at all'), /not an ONNX file/],
    ['random bytes', Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 251)), /not an ONNX file/],
  ])('is no ONNX: %s', async (_, bytes, message) => {
    const path = join(folder, 'other.onnx')
    writeFileSync(path, bytes)
    expect((await refused(path)).message).toMatch(message)
  })

  it('cut short anywhere is refused', async () => {
    const whole = readFileSync(join(import.meta.dirname, 'fixtures', 'lightgbm.onnx'))
    const path = join(folder, 'cut.onnx')
    for (const share of [0.1, 0.5, 0.99]) {
      writeFileSync(path, whole.subarray(0, Math.floor(whole.length * share)))
      expect((await refused(path)).code).toBe('BAD_DATA')
    }
  })

  it('larger than allowed is not even read', async () => {
    const path = join(folder, 'large.onnx')
    writeFileSync(path, '')
    truncateSync(path, 513 * 2 ** 20)
    expect(await refused(path)).toMatchObject({ code: 'LIMIT' })
  })

  it('is told from one that only looks so: sizes by rows, rounds by a constant, names like ours', async () => {
    const sum = await hold(file('shape-of-rows'))
    expect(sum.admitted).toMatchObject({
      signature: { task: 'regression', rowsAtOnce: 4096 },
      parity: { maxDifference: 0 },
    })
    const names = await hold(file('names'))
    expect(names.admitted?.signature.inputs.map(({ name }) => name)).toEqual(['x0', 'x1'])
    expect(names.admitted?.parity.maxDifference).toBe(0)
  })

  it('that does not say enough is asked about, and passes with the answer', async () => {
    const { question, admitted } = await hold(file('open-width'))
    expect(admitted).toBeUndefined()
    expect(question).toMatchObject({ code: 'INVALID_INPUT', at: { param: 'columns' } })
    const told = await hold(file('open-width'), { columns: ['a', 'b', 'c'], target: 'sum' })
    expect(told.admitted?.signature).toMatchObject({
      target: 'sum',
      inputs: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
    })
  })
})
