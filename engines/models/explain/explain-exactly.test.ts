import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Signature } from '#pipeline/ports/model.ts'
import type { Row } from '../check-rows.ts'
import { contributions } from '../contributions.ts'
import type { Models } from '../models.ts'
import { openModels } from '../open-models.ts'
import { explainExactly } from './explain-exactly.ts'
import type { Look } from './seen.ts'
import { structureOf } from './structure.ts'

/** Numbers that are filled in and scaled, one with gaps, and a category as several columns: what notebooks push. */
const source = `
import json, sys
import lightgbm, numpy as np, onnx, pandas as pd, xgboost
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer
from sklearn.decomposition import PCA
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier, HistGradientBoostingRegressor, RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from espalier.conversion import rows
from espalier.conversion.convert import convert

rng = np.random.default_rng(0)
frame = pd.DataFrame({'age': rng.integers(18, 80, 300), 'fare': rng.normal(30, 9, 300), 'city': rng.choice(['Oslo', 'Rome', 'Bern'], 300), 'size': rng.normal(0, 1, 300)})
frame.loc[::7, 'fare'] = np.nan
number = frame.age * 0.1 + (frame.city == 'Rome') * frame['size'] * 3 + frame.fare.fillna(0) * 0.05
label = pd.qcut(number, 3, labels=['low', 'mid', 'high']).astype(str)
either, place = (number > 6).map({True: 'yes', False: 'no'}), pd.qcut(number, 3, labels=False)
def before(): return ColumnTransformer([('n', make_pipeline(SimpleImputer(), StandardScaler()), ['age', 'fare', 'size']), ('c', OneHotEncoder(handle_unknown='ignore'), ['city'])])
made = {
    'forest': make_pipeline(before(), RandomForestClassifier(12, max_depth=6, random_state=0)).fit(frame, label),
    'boosted': make_pipeline(before(), HistGradientBoostingRegressor(max_iter=20)).fit(frame, number),
    'ridge': make_pipeline(before(), Ridge()).fit(frame, number),
    'mixed': make_pipeline(before(), PCA(3), Ridge()).fit(frame, number),
    'logistic': make_pipeline(before(), LogisticRegression()).fit(frame, label),
    'logistic of two': make_pipeline(before(), LogisticRegression()).fit(frame, either),
    'lightgbm': make_pipeline(before(), lightgbm.LGBMClassifier(n_estimators=12, verbose=-1)).fit(frame, either),
    'lightgbm of three': make_pipeline(before(), lightgbm.LGBMClassifier(n_estimators=6, verbose=-1)).fit(frame, label),
    'xgboost': make_pipeline(before(), xgboost.XGBClassifier(n_estimators=12)).fit(frame, place > 0),
    'xgboost of three': make_pipeline(before(), xgboost.XGBClassifier(n_estimators=6)).fit(frame, place),
    'histogram': make_pipeline(before(), HistGradientBoostingClassifier(max_iter=12)).fit(frame, label),
    'gradient': make_pipeline(before(), GradientBoostingClassifier(n_estimators=12)).fit(frame, either),
    'calibrated': make_pipeline(before(), CalibratedClassifierCV(LogisticRegression(), cv=2)).fit(frame, either),
}
told = {}
for name, model in made.items():
    done = convert(model, rows.of(frame))
    onnx.save(done.proto, f'{sys.argv[1]}/{name}.onnx')
    told[name] = {'output': done.output, 'classes': done.classes}
json.dump({'told': told, 'rows': json.loads(frame.head(24).to_json(orient='records'))}, open(f'{sys.argv[1]}/made.json', 'w'))
`

interface Made {
  told: Record<string, { output: string; classes: string[] | null }>
  rows: Row[]
}

const folder = mkdtempSync(join(tmpdir(), 'espalier-explain-'))
const root = join(import.meta.dirname, '../../..')
let made: Made
let models: Models
beforeAll(() => {
  execFileSync(process.env.ESPALIER_PYTHON ?? 'python3', ['-c', source, folder], {
    env: { ...process.env, PYTHONPATH: join(root, 'engines', 'python') },
  })
  made = JSON.parse(readFileSync(join(folder, 'made.json'), 'utf8')) as Made
  models = openModels({ root, threads: 1 })
}, 120_000)
afterAll(() => models?.close())

async function both(name: string, budget = 100_000) {
  const path = join(folder, `${name}.onnx`)
  const { output } = made.told[name] as Made['told'][string]
  const [row, ...background] = made.rows as [Row, ...Row[]]
  const features = Object.keys(row)
  const inputs: Signature['inputs'] = features.map((one) => ({
    ...{ name: one, type: one === 'city' ? 'text' : 'number', missing: 0.1 },
  }))
  const signature: Signature = {
    task: 'regression',
    target: 'y',
    inputs,
    outputs: { prediction: output },
    rowsAtOnce: 10,
  }
  const look: Look = (rows, tensors) => models.look(path, signature, rows, tensors)
  const score = async (rows: Row[]) => {
    const { data, width } = (await look(rows, [output]))[output] as { data: Float64Array; width: number }
    return rows.map((_, place) => [...data.subarray(place * width, (place + 1) * width)])
  }
  const structure = await structureOf(path, output)
  const asked = { row, background, features }
  /** Of shares the log-odds, worked out from the shares themselves. */
  const logScore = async (rows: Row[]) =>
    (await score(rows)).map((shares) => {
      const logs = shares.map(Math.log)
      const mean = logs.reduce((a, b) => a + b, 0) / logs.length
      return shares.length === 2
        ? [-1, 1].map((sign) => sign * ((logs[1] ?? 0) - (logs[0] ?? 0)))
        : logs.map((one) => one - mean)
    })
  return {
    found: structure && (await explainExactly({ ...asked, structure, look, budget })),
    reference: (scale: 'answer' | 'log-odds') =>
      contributions({ ...asked, score: scale === 'answer' ? score : logScore, seed: 0, budget }),
  }
}

describe('contributions through what the model is', () => {
  test.each([
    ['forest', 'trees', 'answer'],
    ['boosted', 'trees', 'answer'],
    ['ridge', 'sums', 'answer'],
    ['logistic', 'sums', 'log-odds'],
    ['logistic of two', 'sums', 'log-odds'],
    ['lightgbm', 'trees', 'log-odds'],
    ['lightgbm of three', 'trees', 'log-odds'],
    ['xgboost', 'trees', 'log-odds'],
    ['xgboost of three', 'trees', 'log-odds'],
    ['histogram', 'trees', 'log-odds'],
    ['gradient', 'trees', 'log-odds'],
  ] as const)('of a %s are those that all combinations of inputs give', async (name, through, scale) => {
    const { found, reference: asked } = await both(name)
    const reference = await asked(scale)
    expect(found).toMatchObject({ method: 'exact', through, scale })
    expect(reference).toMatchObject({ method: 'exact', through: 'combinations' })
    // The logarithm of a share in single precision is not as precise as the sum it was made of.
    const digits = scale === 'answer' ? 5 : 3
    for (const [place, { contributions: exact }] of reference.features.entries())
      for (const [output, value] of exact.entries())
        expect(found?.features[place]?.contributions[output]).toBeCloseTo(value, digits)
    for (const [output, base] of reference.base.entries()) expect(found?.base[output]).toBeCloseTo(base, digits)
  })

  test.each(['mixed', 'calibrated'])(
    'are not claimed of a %s, whose features or shares are of several',
    async (name) => {
      expect((await both(name)).found).toBeUndefined()
    },
  )

  test('of trees that take long are against fewer rows, and left when even few would take too long', async () => {
    const { found } = await both('forest', 8)
    expect(found?.background).toBeGreaterThanOrEqual(8)
    expect(found?.background).toBeLessThan(23)
    const added = found?.features.reduce((sum, { contributions }) => sum + (contributions[0] ?? 0), 0)
    expect((found?.base[0] ?? 0) + (added ?? 0)).toBeCloseTo(found?.value[0] ?? -1, 6)
    expect((await both('forest', 1)).found).toBeUndefined()
  })
})
