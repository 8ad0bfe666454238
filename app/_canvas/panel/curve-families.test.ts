import { expect, it } from 'vitest'
import { curveLabel, familiesOf } from './curve-families.ts'

it('draws training and validation of one measure in one picture, in the order they came', () => {
  const point = (name: string, index: number) => ({ name, index, value: index })
  const families = familiesOf([
    point('train_logloss', 0),
    point('validation_logloss', 0),
    point('train_logloss', 1),
    point('rows', 0),
  ])
  expect(families.map(({ title, curves }) => [title, curves.map((curve) => curveLabel(curve, title))])).toEqual([
    ['logloss', ['train', 'validation']],
    ['rows', ['rows']],
  ])
  expect(families[0]?.curves[0]?.points).toHaveLength(2)
})
