import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { openTestPlatform } from '../../testing/platform.ts'
import { open } from '../artifacts/open.ts'
import { put } from '../artifacts/put.ts'
import { create as createExperiment } from '../experiments/create.ts'
import { destroy as destroyExperiment } from '../experiments/destroy.ts'
import { remove as removeExperiment } from '../experiments/remove.ts'
import { create as createLogged } from '../logged-models/create.ts'
import { get as getLogged } from '../logged-models/get.ts'
import { create } from './create.ts'
import { get } from './get.ts'
import { move } from './move.ts'
import { search } from './search.ts'

const platform = await openTestPlatform({ catalogue })
const { owner: ctx } = platform
afterAll(() => platform.close())

const experiment = async () => {
  const name = randomUUID()
  return { name, number: (await createExperiment(ctx, { name })).number }
}
const namesIn = async (number: number) =>
  (await search(ctx, { experiments: [number] })).runs.map(({ name }) => name).sort()

test('a run moves with what is beneath it and the models it logged, and its files are found where they were', async () => {
  const [from, to] = [await experiment(), await experiment()]
  const top = await create(ctx, { experiment: from.number, kind: 'client', name: 'top' })
  const tags = [{ key: 'mlflow.parentRunId', value: top.id }]
  await create(ctx, { experiment: from.number, kind: 'client', name: 'beneath', tags })
  await create(ctx, { experiment: from.number, kind: 'client', name: 'other' })
  const logged = await createLogged(ctx, { experiment: from.number, name: 'm', sourceRunId: top.id })
  const path = `${from.number}/${top.id.replaceAll('-', '')}/artifacts/a.txt`
  await put(ctx, { path, bytes: Readable.from(['a']) })
  expect(await move(ctx, { ids: [top.id], to: to.number })).toEqual({
    moved: 2,
    from: [{ experiment: from.number, ids: [top.id] }],
  })
  expect(await namesIn(from.number)).toEqual(['other'])
  expect(await namesIn(to.number)).toEqual(['beneath', 'top'])
  const root = { experiment: to.number, artifactLocation: `mlflow-artifacts:/${from.number}` }
  expect(await get(ctx, { id: top.id })).toMatchObject(root)
  expect(await getLogged(ctx, { id: logged.id })).toMatchObject(root)

  await removeExperiment(ctx, { number: from.number })
  await destroyExperiment(ctx, from)
  expect(await open(ctx, { path })).toMatchObject({ size: 1 })
  await removeExperiment(ctx, { number: to.number })
  await destroyExperiment(ctx, to)
  await expect(open(ctx, { path })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('nothing moves into the trash, to another project, or when one is not there', async () => {
  const [from, gone] = [await experiment(), await experiment()]
  const { id } = await create(ctx, { experiment: from.number, kind: 'client', name: 'stays' })
  await expect(move(ctx, { ids: [id, randomUUID()], to: 0 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await removeExperiment(ctx, { number: gone.number })
  await expect(move(ctx, { ids: [id], to: gone.number })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  await expect(move(await platform.stranger(), { ids: [id], to: 0 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await namesIn(from.number)).toEqual(['stays'])
})

test('the number of an experiment is never given again, not even after it is gone for good', async () => {
  const last = await experiment()
  await removeExperiment(ctx, { number: last.number })
  await destroyExperiment(ctx, last)
  expect((await experiment()).number).toBe(last.number + 1)
})
