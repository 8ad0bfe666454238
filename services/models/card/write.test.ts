import { describe, expect, it } from 'vitest'
import { type CardFacts, refreshed, writeCard } from './write.ts'

const facts: CardFacts = {
  ...{ model: 'late-flights', number: 3, description: null, createdAt: new Date('2026-01-02T03:04:05Z') },
  ...{ createdBy: 'Ada', from: 'revision 2 of the pipeline Late flights', tested: 40, source: null },
  signature: {
    task: 'classification',
    target: 'late',
    inputs: [{ name: 'hour|<b>', type: 'integer', missing: 0.25, range: [0, 23] }],
    classes: ['false', 'true'],
    outputs: {},
  },
  metrics: { accuracy: 0.9 },
  parity: { rows: 100, maxDifference: 0, tolerance: 1e-5 },
  files: [{ name: 'flights.csv', version: 2 }],
  params: [{ name: 'train.trees', value: '200' }],
  ...{ proof: 'training', saved: null, datasets: [] },
}

it('says what is known, and leaves room for what only people know', () => {
  const card = writeCard(facts)
  expect(card).toContain(
    'Predicts **late** (classification: false, true) from 1 columns. Registered on 2026-01-02 by Ada',
  )
  expect(card).toContain('| accuracy | 0.9 |')
  expect(card).toContain('- flights.csv, version 2')
  expect(card).toContain('| train.trees | 200 |')
  expect(card).toContain('*Say who should use it for what')
})

it('takes names of columns for nothing but names', () =>
  expect(writeCard(facts)).toContain('| hour\\|\\<b\\> | integer | 0 to 23 | 25 % |'))

describe('a version of files', () => {
  const saved = {
    ...{ source: 'models:/m-1', flavors: ['onnx'], servable: 'onnx' as const },
    ...{ here: true, became: null, conversion: null },
  }
  const files = { ...facts, signature: null, parity: null, metrics: {}, files: [], saved }

  it('with ONNX among them is not said to have none', () => {
    const card = writeCard(files)
    expect(card).toContain('(onnx), with ONNX among them: deploying it')
    expect(card).toContain('Known once its ONNX is deployed.')
    expect(card).not.toContain('no ONNX')
    const became = writeCard({ ...files, saved: { ...saved, became: 4 } })
    for (const text of ['which became version 4.', 'What version 4 takes.', 'Proved of version 4.'])
      expect(became).toContain(text)
  })

  it('that are a pickle says how to convert it, whatever it is called', () => {
    const pickle = { ...saved, flavors: ['sklearn'], servable: null, conversion: 'to_onnx("<!-- end -->")' }
    const card = writeCard({ ...files, saved: pickle })
    expect(card).toContain('there is no ONNX among them, so it cannot answer')
    expect(card).toContain('```python\nto_onnx(')
    expect(refreshed(card, { ...files, saved: pickle })).toBe(card)
  })
})

it('says of a file from elsewhere what it was proved on, and which data its run logged', () => {
  const card = writeCard({ ...facts, proof: 'made-up rows', files: [], datasets: [{ name: 'train', digest: 'ab12' }] })
  expect(card).toContain('answered 100 made-up rows as the file itself did')
  expect(card).toContain('- train, data version ab12')
  expect(card).not.toContain('No data set is known')
})

it('renews its own parts alone', () => {
  const own = writeCard(facts)
    .replace('*Say who should use it for what', 'For planners.')
    .replace('## Same', '## The same')
  const renewed = refreshed(own, { ...facts, metrics: { accuracy: 0.95 } })
  expect(renewed).toContain('| accuracy | 0.95 |')
  expect(renewed).toContain('For planners.')
  expect(renewed.replace('0.95', '0.9')).toBe(own)
  expect(refreshed('nothing of ours', facts)).toBe('nothing of ours')
})
