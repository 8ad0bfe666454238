import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { noteKernel } from './left-behind.ts'
import { takeOver } from './take-over.ts'

const work = await mkdtemp(join(tmpdir(), 'espalier-take-over-'))
afterAll(() => rm(work, { recursive: true }))

test('a worker finds the kernel of a killed one, also where its last heartbeat told only of the folder', async () => {
  const [folder, other] = [join(work, 'one'), join(work, 'other')]
  const kernel = { kernelId: 'k', clientId: 'c', msgId: 'm' }
  for (const [place, node] of [
    [folder, 'train'],
    [other, 'tune'],
  ] as const) {
    await mkdir(place)
    noteKernel(place, { runId: 'r', node, kernel: { ...kernel, kernelId: node } })
  }
  const step = { runId: 'r', node: 'train' }
  const found = { folder, kernel: { ...kernel, kernelId: 'train' } }
  const heartbeat = { failures: 1, folder }
  expect(await takeOver({ work }, { attempt: 2, heartbeatDetails: heartbeat }, step)).toEqual({ failures: 1, ...found })
  expect(await takeOver({ work }, { attempt: 2, heartbeatDetails: undefined }, step)).toEqual({ failures: 0, ...found })
  const known = { ...heartbeat, kernel }
  expect(await takeOver({ work }, { attempt: 2, heartbeatDetails: known }, step)).toEqual(known)
  expect(await takeOver({ work }, { attempt: 1, heartbeatDetails: undefined }, step)).toEqual({ failures: 0 })
  expect(await takeOver({ work }, { attempt: 3, heartbeatDetails: { failures: 2 } }, { ...step, node: 'new' })).toEqual(
    {
      failures: 2,
    },
  )
})
