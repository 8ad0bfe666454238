import { afterEach, describe, expect, test } from 'vitest'
import { espalier } from './testing.ts'
import { standInReleases } from './testing-releases.ts'

type Platform = Awaited<ReturnType<typeof standInReleases>>

let platform: Platform
const open = async (ending: Parameters<typeof standInReleases>[0]) => {
  platform = await standInReleases(ending)
}
afterEach(() => platform.close())

const run = (...args: string[]) => espalier(args, platform.env)
const wish = (name: string) => platform.asked.find(([what]) => what === name)?.[1]

describe('release', () => {
  test('start sends shares of the traffic, and waits until all of it is there', async () => {
    await open('promoted')
    const given = ['--steps', '10,50', '--minutes', '1', '--errors', '0.1', '--watch', '5', '--note', 'better']
    const { code, stdout, stderr } = await run('release', 'start', 'penguins', 'penguins@2', ...given, '--wait')
    expect(code).toBe(0)
    expect(wish('start')).toMatchObject({
      ...{ endpoint: 'penguins', version: { name: 'penguins', number: 2 }, note: 'better' },
      plan: {
        strategy: 'canary',
        steps: [{ share: 0.1, minutes: 1 }, { share: 0.5 }],
        gates: { errors: 0.1 },
        watch: 5,
      },
    })
    expect(stderr).toContain('penguins: penguins@1 → penguins@2, leading, step 1 of 1 (canary, 5 %)')
    expect(stdout).toContain('promoted: 100 requests, and every gate holds')
  })

  test('that went back is a failure for scripts, with the reason', async () => {
    await open('rolled-back')
    const { code, stdout } = await run('release', 'status', 'penguins', '--wait')
    expect(code).toBe(1)
    expect(stdout).toContain('rolled-back, step 1 of 1 (canary, 5 %): too many requests failed: 12 %, at most 2 %')
  })

  test('reject says why, and a version that is not there is told with those that are', async () => {
    await open('promoted')
    expect(await run('release', 'reject', 'penguins', '--reason', 'too early')).toMatchObject({ code: 0 })
    expect(wish('reject')).toEqual({ endpoint: 'penguins', reason: 'too early' })
    const { code, stderr } = await run('release', 'start', 'penguins', 'penguins@9')
    expect(code).toBe(2)
    expect(stderr).toContain('no such version: penguins@9\n  there are: 2, 1')
  })
})

describe('alert', () => {
  test('list tells what is not over', async () => {
    await open('promoted')
    const { stdout } = await run('alert', 'list')
    expect(stdout).toMatch(/a1 +warning +open +a release was rolled back: penguins +2 +2026-01-01/)
    expect(stdout).not.toContain('a0')
  })

  test('ack and silence name one, and a length of time is checked', async () => {
    await open('promoted')
    expect((await run('alert', 'ack', 'a1', '--note', 'mine')).stdout).toContain('acknowledged by Ada')
    expect(wish('acknowledge')).toEqual({ id: 'a1', note: 'mine' })
    expect(await run('alert', 'silence', 'a1', '--for', '8h', '--reason', 'known')).toMatchObject({ code: 0 })
    expect(wish('silence')).toEqual({ over: { key: 'release:e1' }, minutes: 480, reason: 'known' })
    const wrong = await run('alert', 'silence', 'a1', '--for', 'soon', '--reason', 'known')
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('not a length of time: soon') })
  })
})
