import { Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { modelValue, reportValue } from '../../testing/made.ts'
import { openTestPlatform } from '../../testing/platform.ts'
import { put } from '../../tracking/artifacts/put.ts'
import { create as createRun } from '../../tracking/runs/create.ts'
import { log } from '../../tracking/runs/log.ts'
import { compare } from '../compare.ts'
import { create } from '../create.ts'
import { get } from '../get.ts'
import { register } from '../register.ts'
import { registerSource } from '../register-source.ts'
import { getCard } from './get.ts'
import { saveCard } from './save.ts'

const platform = await openTestPlatform({ catalogue: new Map() })
afterAll(() => platform.close())

test('a card is there before anybody writes one, keeps every text, and is never written over unseen', async () => {
  const { owner } = platform
  const { artifact: report } = await reportValue(owner)
  await register(owner, { name: 'told', model: await modelValue(owner), report })
  const ref = { name: 'told', number: 1 }
  const first = await getCard(owner, ref)
  expect(first).toMatchObject({ revision: 0, newest: 0, state: 'fresh', history: [] })
  expect(first.text).toContain('Measured on 10 test rows')

  const mine = first.text.replace('*Say who should use it for what', 'For dispatchers')
  expect(await saveCard(owner, { ...ref, base: 0, text: mine })).toEqual({ revision: 1 })
  await expect(saveCard(owner, { ...ref, base: 0, text: 'other' })).rejects.toMatchObject({ code: 'CONFLICT' })
  const races = Array.from({ length: 10 }, (_, index) => saveCard(owner, { ...ref, base: 1, text: `race ${index}` }))
  expect((await Promise.allSettled(races)).filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await getCard(owner, { ...ref, revision: 1 })).toMatchObject({ text: mine, newest: 2 })
  await expect(getCard(owner, { ...ref, revision: 9 })).rejects.toMatchObject({ code: 'NOT_FOUND' })

  const stale = mine.replace('Measured on 10 test rows', 'Measured on 9 test rows')
  await saveCard(owner, { ...ref, base: 2, text: stale })
  expect((await getCard(owner, ref)).state).toBe('stale')
  await saveCard(owner, { ...ref, base: 3, text: stale, how: 'refresh' })
  expect(await getCard(owner, ref)).toMatchObject({ text: mine, state: 'fresh', revision: 4 })
  await expect(getCard(await platform.stranger(), ref)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a version of a client is told by what its run logged, and compared by it', async () => {
  const { owner } = platform
  await create(owner, { name: 'logged' })
  for (const [alpha, rmse] of [
    ['0.1', 2],
    ['0.2', 1],
  ] as const) {
    const { id } = await createRun(owner, { experiment: 0, kind: 'client' })
    const metrics = [{ key: 'rmse', value: rmse, step: 0, at: 1 }]
    await log(owner, { id, params: [{ key: 'alpha', value: alpha }], metrics, tags: [] })
    const path = `0/${id.replaceAll('-', '')}/artifacts/model/model.pkl`
    await put(owner, { path, bytes: Readable.from(['pickle']) })
    const source = `mlflow-artifacts:/${path.slice(0, -'/model.pkl'.length)}`
    await registerSource(owner, { name: 'logged', source, trackedRunId: id.replaceAll('-', '') })
  }
  const card = await getCard(owner, { name: 'logged', number: 2 })
  expect(card.text).toContain('| rmse | 1 |')
  expect(card.text).toContain('| alpha | 0.2 |')
  expect((await get(owner, { name: 'logged' })).versions.map(({ metrics }) => metrics)).toEqual([
    { rmse: 1 },
    { rmse: 2 },
  ])
  const versions = [1, 2].map((number) => ({ name: 'logged', number }))
  expect(await compare(owner, { versions })).toMatchObject({
    metrics: [{ name: 'rmse', values: [2, 1], differs: 'differs', best: [1] }],
    params: [{ name: 'alpha', values: ['0.1', '0.2'], differs: 'differs' }],
  })
  await expect(compare(owner, { versions: versions.slice(1) })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
})
