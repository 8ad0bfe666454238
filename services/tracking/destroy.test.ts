import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { eq, sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { artifacts, audit, metricPoints } from '#db/schema.ts'
import { catalogue } from '#nodes/index.ts'
import { create as createModel } from '../models/create.ts'
import { registerSource } from '../models/register-source.ts'
import { openTestPlatform } from '../testing/platform.ts'
import { open } from './artifacts/open.ts'
import { put } from './artifacts/put.ts'
import { create as createExperiment } from './experiments/create.ts'
import { destroy as destroyExperiment } from './experiments/destroy.ts'
import { get as getExperiment } from './experiments/get.ts'
import { remove as removeExperiment } from './experiments/remove.ts'
import { create } from './runs/create.ts'
import { destroy } from './runs/destroy.ts'
import { get } from './runs/get.ts'
import { log } from './runs/log.ts'
import { remove } from './runs/remove.ts'

const platform = await openTestPlatform({ catalogue })
const { owner: ctx } = platform
afterAll(() => platform.close())

const bytesOf = (text: string) => Readable.from([text])
const folder = (id: string, number = 0) => `${number}/${id.replaceAll('-', '')}/artifacts`

async function run(text: string, number = 0) {
  const { id } = await create(ctx, { experiment: number, kind: 'client' })
  await log(ctx, { id, metrics: [{ key: 'loss', value: 1, at: 1 }] })
  const { sha256 } = await put(ctx, { path: `${folder(id, number)}/a.txt`, bytes: bytesOf(text) })
  return { id, sha256, path: `${folder(id, number)}/a.txt` }
}

describe('a run that is deleted for good', () => {
  test('is gone with its metrics and files, and the trail says so', async () => {
    const { id, sha256, path } = await run(randomUUID())
    await remove(ctx, { id })
    await destroy(ctx, { ids: [id] })
    await expect(get(ctx, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(open(ctx, { path })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(ctx.store.path(sha256)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await ctx.db.select().from(artifacts).where(eq(artifacts.sha256, sha256))).toEqual([])
    expect(await ctx.db.select().from(metricPoints).where(eq(metricPoints.runId, id))).toEqual([])
    expect(await ctx.db.select().from(audit).where(sql`action = 'destroy' and resource_id = ${id}`)).toHaveLength(1)
  })

  test('leaves bytes that another run names as well, and that another project has', async () => {
    const text = randomUUID()
    const gone = await run(text)
    const kept = await run(text)
    await remove(ctx, { id: gone.id })
    await destroy(ctx, { ids: [gone.id] })
    expect(await open(ctx, { path: kept.path })).toMatchObject({ size: 36 })
    const stranger = await platform.stranger()
    await put(stranger, { path: 'x/y', bytes: bytesOf(text) })
    await remove(ctx, { id: kept.id })
    await destroy(ctx, { ids: [kept.id] })
    expect(await open(stranger, { path: 'x/y' })).toMatchObject({ size: 36 })
    await expect(open(ctx, { path: kept.path })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('leaves what a registered version rests on', async () => {
    const { id, path } = await run(randomUUID())
    const model = `${folder(id)}/model/MLmodel`
    await put(ctx, { path: model, bytes: bytesOf('flavors:') })
    await createModel(ctx, { name: id })
    await registerSource(ctx, { name: id, source: `mlflow-artifacts:/${folder(id)}/model` })
    await remove(ctx, { id })
    await destroy(ctx, { ids: [id] })
    await expect(open(ctx, { path })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await open(ctx, { path: model })).toMatchObject({ size: 8 })
  })

  test('must be in the trash, and deleted by an owner of its project', async () => {
    const { id } = await run('x')
    await expect(destroy(ctx, { ids: [id] })).rejects.toMatchObject({ code: 'CONFLICT' })
    await remove(ctx, { id })
    const engineer = platform.as({ ...ctx.actor, role: 'engineer' })
    await expect(destroy(engineer, { ids: [id] })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(destroy(await platform.stranger(), { ids: [id] })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await get(ctx, { id })).toMatchObject({ id })
  })
})

describe('an experiment that is deleted for good', () => {
  test('is gone with its runs and their files, once its name was said', async () => {
    const name = randomUUID()
    const { number } = await createExperiment(ctx, { name })
    const { id, path, sha256 } = await run(randomUUID(), number)
    await expect(destroyExperiment(ctx, { number, name })).rejects.toMatchObject({ code: 'CONFLICT' })
    await removeExperiment(ctx, { number })
    await expect(destroyExperiment(ctx, { number, name: 'another' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await destroyExperiment(ctx, { number, name })
    await expect(getExperiment(ctx, { name })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(get(ctx, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(open(ctx, { path })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(ctx.store.path(sha256)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

test('bytes that are put again while they are taken away are there afterwards, or the upload says that it failed', async () => {
  const text = randomUUID()
  for (let round = 0; round < 10; round++) {
    const { id } = await run(text)
    await remove(ctx, { id })
    const path = `again/${round}`
    const [, again] = await Promise.allSettled([destroy(ctx, { ids: [id] }), put(ctx, { path, bytes: bytesOf(text) })])
    if (again.status === 'fulfilled') await ctx.store.path((await again.value).sha256)
    else expect(again.reason).toMatchObject({ code: 'UNAVAILABLE' })
  }
})
