import { expect, it } from 'vitest'
import { Fault } from './fault.ts'

it('knows a fault from another copy of its class, and nothing else', () => {
  class Fault2 extends Error {
    override readonly name = 'Fault'
    readonly code = 'CONFLICT'
    toJSON() {
      return { code: this.code, message: this.message }
    }
  }
  const other = new Fault2('changed')
  expect(other).toBeInstanceOf(Fault)
  expect(Fault.of(other)).toBe(other)
  expect(new Error('Fault')).not.toBeInstanceOf(Fault)
  expect(Fault.of('odd').code).toBe('INTERNAL')
})

it('comes back from its plain form as it was', () => {
  const fault = new Fault('BAD_DATA', 'missing column: age', { at: { column: 'age' }, hint: 'choose another' })
  expect(Fault.fromJSON(JSON.parse(JSON.stringify(fault))).toJSON()).toEqual(fault.toJSON())
})
