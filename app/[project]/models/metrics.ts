import { type Metric, metricTitles } from '#nodes/validation/metrics.ts'

/** What a list shows of a model: the first that it has. */
const telling = (['balancedAccuracy', 'accuracy', 'r2', 'rmse'] satisfies Metric[]).flatMap((name) => [
  name,
  `validation.${name}`,
])

/** A figure, and the one that guessing without a model would reach. */
const baselines: Partial<Record<Metric, Metric>> = { accuracy: 'baselineAccuracy', rmse: 'baselineRmse' }

/** In words where it is one of ours, of whichever rows. */
export function metricTitle(name: string): string {
  const [, rows, metric = name] = /^(validation)\.(.+)$/.exec(name) ?? []
  const title = metricTitles[metric as Metric]
  if (!title) return name
  return rows ? `${title}, ${rows}` : title
}

export function mainMetric(metrics: Record<string, number>): { name: string; value: number } | undefined {
  const name = telling.find((candidate) => candidate in metrics) ?? Object.keys(metrics)[0]
  const value = name === undefined ? undefined : metrics[name]
  return name !== undefined && value !== undefined ? { name, value } : undefined
}

export interface ShownMetric {
  name: string
  value: number
  baseline?: number
}

/** In the catalogue's order; baselines beside what they are compared with. */
export function shownMetrics(metrics: Record<string, number>): ShownMetric[] {
  const known = Object.keys(metricTitles)
  const rank = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length)
  return Object.entries(metrics)
    .filter(([name]) => !Object.values(baselines).some((baseline) => baseline === name))
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([name, value]) => {
      const baseline = metrics[baselines[name as Metric] ?? '']
      return { name, value, ...(baseline !== undefined && { baseline }) }
    })
}
