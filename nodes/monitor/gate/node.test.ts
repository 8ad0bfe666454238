import { expect, it } from 'vitest'
import type { Platform } from '#pipeline/define-node.ts'
import gate from './node.ts'

const model = { type: 'model', artifact: 'abc' } as never
const report = (metrics: Record<string, number>, alarms?: string[]) => ({
  ...{ type: 'report' as const, artifact: 'def', metrics },
  ...(alarms && { alarms }),
})

const pass = async (reports: Record<string, ReturnType<typeof report>>, given: Record<string, unknown> = {}) => {
  if (!('run' in gate)) throw new Error('not a node that runs here')
  return gate.run({ params: gate.params.parse(given), inputs: { model, ...reports }, platform: {} as Platform })
}
const drift = report({ 'drift.alarms': 5 }, ['mass', 'age', 'island', 'sex', 'year'])
const quality = report({ 'quality.alarms': 0 })
const operation = report({ 'operational.alarms': 1 })

it('lets the model pass while no report has more alarms than it may', async () => {
  expect(await pass({ quality })).toEqual({ model })
  expect(await pass({ quality, drift }, { drift: 5 })).toEqual({ model })
})

it('fails with all that is not well, at once', () =>
  expect(pass({ drift, quality, operation })).rejects.toMatchObject({
    code: 'GATE_FAILED',
    message: 'features that drifted: 5 (mass, age, island, …); figures of operation beyond their limits: 1',
  }))

it('wants something to watch, and each report in its place', async () => {
  await expect(pass({})).rejects.toMatchObject({ message: 'nothing to watch' })
  await expect(pass({ quality: drift })).rejects.toMatchObject({
    message: 'not in this report: quality.alarms',
    at: { port: 'quality' },
  })
})
