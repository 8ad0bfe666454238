import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { formerPorts, keepPorts } from './kept-ports.ts'

test('a home remembers what stood in for the port that was wanted', () => {
  const home = mkdtempSync(join(tmpdir(), 'espalier-ports-'))
  expect(formerPorts(home, 7070)).toBeUndefined()
  keepPorts(home, 7070, [40_001, 40_002])
  expect(formerPorts(home, 7070)).toEqual([40_001, 40_002])
  expect(formerPorts(home, 8080)).toBeUndefined()
})
