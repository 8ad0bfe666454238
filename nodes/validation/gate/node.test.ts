import { describe, expect, it } from 'vitest'
import type { Platform } from '#pipeline/define-node.ts'
import type { ReportValue } from '#pipeline/ports/report.ts'
import gate from './node.ts'

const model = { type: 'model', artifact: 'abc' } as never
const evaluated = { type: 'report' as const, artifact: 'def', metrics: { accuracy: 0.71, logLoss: 0.4 } }

const pass = async (given: Record<string, unknown>, report: ReportValue = evaluated) => {
  if (!('run' in gate)) throw new Error('not a node that runs here')
  return gate.run({ params: gate.params.parse(given), inputs: { model, report }, platform: {} as Platform })
}
const infer = (given: Record<string, unknown>) => {
  if (!('infer' in gate)) throw new Error('not a node that infers')
  const inputs = {
    model: { type: 'model' as const, task: 'classification' as const, target: 'y', inputs: [] },
    report: { type: 'report' as const, metrics: ['accuracy'] },
  }
  return gate.infer({ params: gate.params.parse(given), inputs, files: {} })
}

describe('a gate', () => {
  it('lets a good model pass as it is', async () => {
    expect(await pass({ metric: 'accuracy', atLeast: 0.7 })).toEqual({ model })
    expect(await pass({ metric: 'logLoss', atMost: 0.4 })).toEqual({ model })
  })

  it('stops a bad one with both numbers', async () => {
    await expect(pass({ metric: 'accuracy', atLeast: 0.8 })).rejects.toMatchObject({
      code: 'GATE_FAILED',
      message: 'accuracy is below 0.8: 0.71',
    })
    await expect(pass({ metric: 'logLoss', atMost: 0.3 })).rejects.toMatchObject({
      message: 'log loss is above 0.3: 0.4',
    })
  })

  it('stops a model whose report lacks the figure', () =>
    expect(pass({ metric: 'auc', atLeast: 0.5 })).rejects.toMatchObject({ message: 'not in this report: auc' }))

  it('judges drift by how many features drifted, and by the score of one', async () => {
    const figures = { driftShare: 0.5, driftedFeatures: 1, features: 2, 'score of mass': 0.4 }
    const drift = { type: 'report' as const, artifact: 'abc', metrics: figures }
    expect(await pass({ metric: 'driftShare', atMost: 0.5 }, drift)).toEqual({ model })
    await expect(pass({ metric: 'featureScore', feature: 'mass', atMost: 0.1 }, drift)).rejects.toMatchObject({
      message: 'drift score of mass is above 0.1: 0.4',
      hint: expect.stringContaining('report of drift'),
    })
    await expect(pass({ metric: 'featureScore', feature: 'age', atMost: 0.1 }, drift)).rejects.toMatchObject({
      message: 'not in this report: score of age',
    })
  })

  it('wants a limit that can be passed, and a figure of the task', () => {
    expect(() => infer({})).toThrow('not set: atLeast')
    expect(() => infer({ atLeast: 2, atMost: 1 })).toThrow('no figure can pass')
    expect(() => infer({ metric: 'rmse', atMost: 1 })).toThrow('not in this report: rmse')
    expect(infer({ atLeast: 0.5 })).toHaveProperty('model.target', 'y')
  })
})
