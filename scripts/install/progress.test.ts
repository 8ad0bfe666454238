import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createProgress } from './progress.mjs'

const paper = () => {
  const lines: string[] = []
  return { lines, isTTY: false, write: (text: string) => void lines.push(text.trimEnd()) }
}

test('without a terminal each change is a plain line, and the last is said with the end', async () => {
  const out = paper()
  const progress = createProgress(out as never)
  const result = await progress.part('pages', async (say: (note: string) => void) => {
    say('building')
    await turn()
    say('building')
    await turn()
    say('built')
    return 7
  })
  expect(result).toBe(7)
  expect(out.lines).toEqual(['· pages: building', '✓ pages: built (0 s)'])
})

test('what had nothing to do is not shown, what failed is', async () => {
  const out = paper()
  const progress = createProgress(out as never)
  await progress.part('packages', async () => {})
  await expect(progress.part('python', () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk')
  expect(out.lines).toEqual(['✗ python (0 s)'])
})
