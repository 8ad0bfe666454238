import { expect, it } from 'vitest'
import { shortName } from './short-name.ts'

it('cuts a name where it does not tell it from others', () => {
  expect(shortName('xgboost', ['xgboost'])).toBe('xgboost')
  expect(shortName('a forest of many trees', ['a forest of many trees', 'xgboost'])).toBe('a forest of…')
  const alike = ['sweep of learning rate 1', 'sweep of learning rate 2']
  expect(alike.map((name) => shortName(name, alike))).toEqual(['…ning rate 1', '…ning rate 2'])
})
