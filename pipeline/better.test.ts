import { expect, it } from 'vitest'
import { bestOf, betterWay } from './better.ts'

it.each([
  ['accuracy', 'higher'],
  ['balancedAccuracy', 'higher'],
  ['training_f1_score', 'higher'],
  ['r2', 'higher'],
  ['logLoss', 'lower'],
  ['val_loss', 'lower'],
  ['medianAbsoluteError', 'lower'],
  ['test-rmse', 'lower'],
  ['baselineAccuracy', undefined],
  ['epochs', undefined],
  ['gloss', undefined],
  // Keras, torch and people.
  ['acc', 'higher'],
  ['val_acc', 'higher'],
  ['test_auc', 'higher'],
  ['f1', 'higher'],
  ['loss', 'lower'],
  ['mAP', 'higher'],
  ['precision@5', 'higher'],
  // XGBoost and LightGBM.
  ['validation_0-mlogloss', 'lower'],
  ['valid_0-l2', 'lower'],
  ['valid_0-binary_logloss', 'lower'],
  // scikit-learn's scorers.
  ['neg_mean_squared_error', 'higher'],
  ['neg_log_loss', 'higher'],
  ['brier_score_loss', 'lower'],
  ['explained_variance', 'higher'],
  ['log_likelihood', 'higher'],
  ['negative_log_likelihood', 'lower'],
  // MLflow's autologging and evaluators.
  ['training_score', 'higher'],
  ['training_roc_auc', 'higher'],
  ['root_mean_squared_error', 'lower'],
  ['false_negatives', 'lower'],
  ['true_negatives', 'higher'],
  ['rank_test_score', 'lower'],
  ['std_test_score', undefined],
  ['mean_score_time', undefined],
  ['example_count', undefined],
])('%s is better %s', (name, way) => expect(betterWay(name)).toBe(way))

it('marks the best, all of those that share it, and none where nothing differs or the name does not tell', () => {
  expect(bestOf('accuracy', [0.8, 0.9, null, 0.9])).toEqual([1, 3])
  expect(bestOf('rmse', [3, 2])).toEqual([1])
  expect(bestOf('rmse', [2, 2])).toEqual([])
  expect(bestOf('epochs', [1, 2])).toEqual([])
  expect(bestOf('accuracy', [null, 0.5])).toEqual([])
  expect(bestOf('accuracy', [Number.NaN, 0.5])).toEqual([])
})
