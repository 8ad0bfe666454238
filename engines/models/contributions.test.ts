import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Row } from './check-rows.ts'
import type { Score } from './coalitions.ts'
import { contributions } from './contributions.ts'

const names = ['a', 'b', 'c', 'd', 'e']
/** What `shap.explainers.ExactExplainer` 0.51 with an independent masker says of the function below. */
const reference = JSON.parse(readFileSync(new URL('fixtures/shap.json', import.meta.url), 'utf8')) as {
  background: number[][]
  rows: number[][]
  base: number[][]
  values: number[][][]
}
const rowOf = (values: number[]): Row => Object.fromEntries(names.map((name, place) => [name, values[place] ?? 0]))
const background = reference.background.map(rowOf)

/** Products, a threshold and a squashed second output: nothing that adds up by itself. */
const score: Score = async (rows) =>
  rows.map((row) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = names.map((name) => Number(row[name]))
    const z = 1.5 * a - 2 * b * c + (d > 0 ? a * e : -c)
    return [z, 1 / (1 + Math.exp(-z))]
  })
const ask = (place: number, budget = 100_000, seed = 1) =>
  contributions({ score, row: rowOf(reference.rows[place] ?? []), background, features: names, seed, budget })

describe('contributions of features to an answer', () => {
  it.each([0, 1, 2])('are what shap computes for the same model and background (row %i)', async (place) => {
    const found = await ask(place)
    expect(found.method).toBe('exact')
    for (const [feature, { contributions: given }] of found.features.entries())
      for (const [output, value] of given.entries())
        expect(value).toBeCloseTo(reference.values[place]?.[feature]?.[output] ?? Number.NaN, 10)
    for (const [output, base] of found.base.entries())
      expect(base).toBeCloseTo(reference.base[place]?.[output] ?? Number.NaN, 10)
  })

  it.each([100_000, 400, 2000])('add up to the answer less the base, asking at most %i rows', async (budget) => {
    const { base, value, features, rowsAsked } = await ask(0, budget)
    expect(rowsAsked).toBeLessThanOrEqual(budget + background.length + 1)
    for (const output of [0, 1]) {
      const sum = features.reduce((total, feature) => total + (feature.contributions[output] ?? 0), 0)
      expect((base[output] ?? 0) + sum).toBeCloseTo(value[output] ?? Number.NaN, 12)
    }
  })

  it('come within their standard errors of the exact ones when they are sampled', async () => {
    const many = names.concat(Array.from({ length: 20 }, (_, place) => `extra ${place}`))
    const wide = (row: Row, value: number): Row => ({
      ...row,
      ...Object.fromEntries(many.slice(5).map((name) => [name, value])),
    })
    const asked = {
      score,
      row: wide(rowOf(reference.rows[0] ?? []), 1),
      background: background.map((row) => wide(row, 0)),
      features: many,
      seed: 3,
      budget: 48 * 20 * 100,
    }
    const found = await contributions(asked)
    expect(found).toMatchObject({ method: 'sampled', permutations: 100 })
    for (const [place, { contributions: given, errors }] of found.features.entries()) {
      const exact = reference.values[0]?.[place]?.[0] ?? 0
      expect(Math.abs((given[0] ?? 0) - exact)).toBeLessThanOrEqual(4 * (errors[0] ?? 0) + 1e-9)
    }
    expect(await contributions(asked)).toEqual(found)
    expect(await contributions({ ...asked, seed: 4 })).not.toEqual(found)
  })

  it('are nothing for a feature that the model does not look at, and for one that is alike everywhere', async () => {
    const row = { ...rowOf(reference.rows[0] ?? []), idle: 'x', same: null }
    const { features } = await contributions({
      ...{ score, row, features: [...names, 'idle', 'same'], seed: 0, budget: 100_000 },
      background: background.map((one) => ({ ...one, idle: 'y', same: null })),
    })
    for (const value of features.slice(5).flatMap(({ contributions: given }) => given)) expect(value).toBeCloseTo(0, 15)
  })

  it('cannot be had without rows to compare with, nor with too few questions', async () => {
    const row = rowOf(reference.rows[0] ?? [])
    const asked = { score, row, features: names, seed: 0 }
    await expect(contributions({ ...asked, background: [], budget: 10 })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
    await expect(contributions({ ...asked, background, budget: 10 })).rejects.toMatchObject({ code: 'LIMIT' })
  })
})
