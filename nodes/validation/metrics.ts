/** Names of the figures that Evaluate reports, as in engines/python/espalier/evaluation.py. */
export const metricsOf = {
  classification: ['accuracy', 'baselineAccuracy', 'balancedAccuracy', 'precision', 'recall', 'f1', 'auc', 'logLoss'],
  regression: ['rmse', 'baselineRmse', 'mae', 'medianAbsoluteError', 'r2'],
} as const

export const metrics = [...metricsOf.classification, ...metricsOf.regression] as const
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
} as const satisfies Record<Metric, string>
