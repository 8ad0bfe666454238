const lower = /(^|_)(loss|error|rmse|mae|mse|mape|brier|perplexity|latency)(_|$)/
const higher = /(^|_)(accuracy|precision|recall|f1|auc|roc|r2|score|specificity|sensitivity|kappa|mcc|gini)(_|$)/
const baseline = /^baseline|_baseline$/

/** Which way a metric is better, by its name, whoever named it; undefined where the name does not tell. */
export function betterWay(name: string): 'higher' | 'lower' | undefined {
  if (baseline.test(name)) return undefined
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(/[^a-zA-Z0-9]+/g, '_')
    .toLowerCase()
  if (lower.test(words)) return 'lower'
  return higher.test(words) ? 'higher' : undefined
}

/** Where the best of some values are; none where all are the same, or the name does not tell. */
export function bestOf(name: string, values: readonly (number | null)[]): number[] {
  const way = betterWay(name)
  const known = values.filter((value) => value !== null && Number.isFinite(value))
  if (!way || known.length < 2 || new Set(known).size < 2) return []
  const best = way === 'higher' ? Math.max(...known.map(Number)) : Math.min(...known.map(Number))
  return values.flatMap((value, index) => (value === best ? index : []))
}
