import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Fault } from './fault.ts'
import { readJson } from './read-json.ts'

const messageOf = (text: string): string => {
  try {
    readJson(text)
  } catch (fault) {
    return (fault as Fault).message
  }
  return expect.fail('this is JSON')
}

it.each([
  ['', 'the body is not JSON: it is empty'],
  ['{"a": 1', 'the body is not JSON: it ends too early'],
  ['{"a": "b', 'the body is not JSON: it ends too early'],
  ['{"a": 1,}', 'the body is not JSON: line 1, column 9: "}"'],
  ["{'a': 1}", `the body is not JSON: line 1, column 2: "'a': 1}"`],
  ['{"a": 1,\n "b": nan}', 'the body is not JSON: line 2, column 8: "an}"'],
  ['[1] x', 'the body is not JSON: line 1, column 5: "x"'],
  ['{"a": NaN}', 'the body is not JSON: line 1, column 7: "NaN}"'],
])('%j: %s', (text, message) => expect(messageOf(text)).toBe(message))

it('names the place of a stray character in any document', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, seed) => {
      const at = seed % (text.length + 1)
      const broken = `${text.slice(0, at)}\u0001${text.slice(at)}`
      expect(messageOf(broken)).toContain(`line 1, column ${at + 1}:`)
    }),
  )
})

it('reads what is JSON', () => expect(readJson('{"a": [1, null]}')).toEqual({ a: [1, null] }))
