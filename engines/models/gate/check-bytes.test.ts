import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Fault } from '#pipeline/fault.ts'
import { readModel } from '../onnx/read.ts'
import { checkBytes, orNotOnnx } from './check-bytes.ts'
import { checkFlow } from './check-flow.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.onnx`))
const files = ['lightgbm', 'sklearn-columns', 'torch-dynamo', 'keras-picture'].map(fixture)

const look = (bytes: Uint8Array) => {
  checkBytes(bytes)
  checkFlow(orNotOnnx(() => readModel(bytes)).graph)
}

it('reads what real exporters write', () => {
  for (const file of files) look(file)
})

it('says of bytes that were tampered with that they are wrong, and fails in no other way', () => {
  const change = fc.record({ at: fc.nat(), byte: fc.nat(255) })
  const tampered = fc.record({
    file: fc.constantFrom(...files),
    changes: fc.array(change, { minLength: 1, maxLength: 8 }),
  })
  fc.assert(
    fc.property(tampered, ({ file, changes }) => {
      const bytes = Uint8Array.from(file)
      for (const { at, byte } of changes) bytes[at % bytes.length] = byte
      try {
        look(bytes)
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Fault)
        expect((thrown as Fault).code).toMatch(/BAD_DATA|LIMIT/)
      }
    }),
    { numRuns: 2000, seed: 1 },
  )
})

it('says the same of any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        look(bytes)
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(Fault)
      }
    }),
    { numRuns: 2000, seed: 1 },
  )
})
