import { expect, test } from 'vitest'
import { startOptions } from './options.mjs'

test('without options: port 7070, the browser opens, state beside the code', () => {
  expect(startOptions([], {})).toMatchObject({ port: 7070, open: true, home: expect.stringMatching(/\.espalier$/) })
})

test('a home is made absolute; the option goes before ESPALIER_HOME', () => {
  expect(startOptions(['--home', '/a/b'], { ESPALIER_HOME: '/c' }).home).toBe('/a/b')
  expect(startOptions([], { ESPALIER_HOME: '/c' }).home).toBe('/c')
})

test('a port must leave room for the next one', () => {
  expect(() => startOptions(['--port', '65535'], {})).toThrow('--port must be 1 to 65534: 65535')
  expect(() => startOptions(['--port', 'web'], {})).toThrow('--port must be 1 to 65534: web')
})

test('an unknown option is refused', () => {
  expect(() => startOptions(['--colour'], {})).toThrow("Unknown option '--colour'")
})
