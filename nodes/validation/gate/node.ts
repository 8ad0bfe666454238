import { z } from 'zod'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { model, report } from '#pipeline/ports/index.ts'
import { comparisonMetrics, driftMetrics, metrics, metricTitles, scoreOf } from '../metrics.ts'

const params = z.object({
  metric: z.enum(metrics).default('accuracy').meta({ title: 'Figure', description: 'What the model must be good at.' }),
  feature: z.string().default('').meta({
    title: 'Feature',
    description: "Whose score, for the drift score of a feature. A test's score is a p-value: small is different.",
  }),
  atLeast: z.number().optional().meta({ title: 'At least' }),
  atMost: z.number().optional().meta({ title: 'At most', description: 'For errors and losses.' }),
})
type Params = z.output<typeof params>

export default defineNode({
  kind: 'validation.gate',
  version: 1,
  title: 'Gate',
  doc: `Lets a model pass only if it is good enough. When the figure is below "at least" or above "at most", the run stops here with both numbers, and
nothing after it is registered or deployed. A report of drift is gated in the same way, by the share of features that drifted or the score of one; that of
Compare by the gain over the champion, the lower end of its interval, or the number of slices that got worse.`,
  params,
  inputs: { model: model('The model that wants to pass.'), report: report('How good it is.') },
  outputs: { model: model('The same model.') },
  summary: ({ metric, feature, atLeast, atMost }) =>
    [
      titleOf({ metric, feature }),
      ...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
      ...(atMost === undefined ? [] : [`at most ${atMost}`]),
    ].join(', '),
  infer: ({ params, inputs }) => {
    requireLimit(params)
    requireMetric(figureOf(params), inputs.report.metrics)
    return { model: inputs.model }
  },
  run: async ({ params, inputs: { model, report } }) => {
    const { atLeast, atMost } = params
    const figure = figureOf(params)
    requireMetric(figure, Object.keys(report.metrics))
    const value = report.metrics[figure] ?? Number.NaN
    if (atLeast !== undefined && !(value >= atLeast)) throw failed(params, `below ${atLeast}`, value)
    if (atMost !== undefined && !(value <= atMost)) throw failed(params, `above ${atMost}`, value)
    return { model }
  },
  example: {
    params: { metric: 'accuracy', atLeast: 0.5 },
    inputs: { model: 'penguinModel', report: 'penguinReport' },
  },
})

function requireLimit({ atLeast, atMost }: Params): void {
  if (atLeast === undefined && atMost === undefined)
    throw new Fault('INVALID_INPUT', 'not set: atLeast', {
      at: { param: 'atLeast' },
      hint: 'say what is good enough: at least, at most, or both',
    })
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost)
    throw new Fault('INVALID_INPUT', `no figure can pass: at least ${atLeast} and at most ${atMost}`, {
      at: { param: 'atMost' },
      hint: 'make "at most" the larger number',
    })
}

type Wanted = Pick<Params, 'metric' | 'feature'>

const figureOf = ({ metric, feature }: Wanted): string => (metric === 'featureScore' ? scoreOf(feature) : metric)

const titleOf = ({ metric, feature }: Wanted): string =>
  metric === 'featureScore' ? `drift ${scoreOf(feature)}` : metricTitles[metric]

function requireMetric(figure: string, known: readonly string[]): void {
  if (!known.includes(figure))
    throw new Fault('INVALID_INPUT', `not in this report: ${figure}`, {
      at: { param: 'metric' },
      hint: `choose one of: ${known.join(', ')}`,
    })
}

const failed = (wanted: Wanted, how: string, value: number): Fault =>
  new Fault('GATE_FAILED', `${titleOf(wanted)} is ${how}: ${Number(value.toPrecision(4))}`, {
    hint: isComparison(wanted.metric)
      ? 'see the comparison: the champion stays, unless this is good enough and the gate is lowered'
      : isDrift(wanted.metric)
        ? 'see the report of drift: train on rows like those that come now, or raise the gate if this may be'
        : 'improve the model, or lower the gate if this is good enough',
  })

const isComparison = (metric: string): boolean => (comparisonMetrics as readonly string[]).includes(metric)
const isDrift = (metric: string): boolean => (driftMetrics as readonly string[]).includes(metric)
