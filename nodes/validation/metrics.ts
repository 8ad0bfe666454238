/** Names of the figures that Evaluate reports, as in engines/python/espalier/evaluation.py. */
export const metricsOf = {
  classification: ['accuracy', 'baselineAccuracy', 'balancedAccuracy', 'precision', 'recall', 'f1', 'auc', 'logLoss'],
  regression: ['rmse', 'baselineRmse', 'mae', 'medianAbsoluteError', 'r2'],
} as const

/** Figures of a drift report, of which a feature's own score is one more. */
export const driftMetrics = ['driftShare', 'driftedFeatures', 'featureScore'] as const
export const scoreOf = (feature: string): string => `score of ${feature}`

/** What Compare measures by, and what its report says of the two. */
export const comparedMetrics = ['accuracy', 'logLoss', 'f1', 'precision', 'recall', 'rmse', 'mae'] as const
export const comparisonMetrics = [
  ...(['champion', 'challenger', 'gain', 'gainLow', 'gainHigh', 'verdict', 'worseSlices'] as const),
] as const
const gatedComparison = ['gain', 'gainLow', 'worseSlices'] as const

export const metrics = [
  ...metricsOf.classification,
  ...metricsOf.regression,
  ...driftMetrics,
  ...gatedComparison,
] as const
export type Metric = (typeof metrics)[number]

export const metricTitles = {
  accuracy: 'accuracy',
  baselineAccuracy: 'accuracy of always guessing the most frequent class',
  balancedAccuracy: 'balanced accuracy',
  precision: 'precision',
  recall: 'recall',
  f1: 'F1',
  auc: 'area under the ROC curve',
  logLoss: 'log loss',
  rmse: 'root mean squared error',
  baselineRmse: 'root mean squared error of always guessing the mean',
  mae: 'mean absolute error',
  medianAbsoluteError: 'median absolute error',
  r2: 'R²',
  driftShare: 'share of features that drifted',
  driftedFeatures: 'number of features that drifted',
  featureScore: 'drift score of a feature',
  gain: 'gain over the champion',
  gainLow: 'lower end of the gain over the champion',
  worseSlices: 'number of slices that got worse',
} as const satisfies Record<Metric, string>
