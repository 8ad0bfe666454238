import { afterAll, beforeAll, expect, it } from 'vitest'
import { classesSignature, testModels } from '#engines/models/testing.ts'
import type { Context } from '#services/context.ts'
import { decommission } from '#services/decommissions/decommission.ts'
import { keep } from '#services/decommissions/keep.ts'
import { deploy } from '#services/endpoints/deploy.ts'
import { list } from '#services/endpoints/list.ts'
import { remove } from '#services/endpoints/remove.ts'
import { route } from '#services/endpoints/route.ts'
import { archive } from '#services/models/archive.ts'
import { getVersion } from '#services/models/get-version.ts'
import { unarchive } from '#services/models/unarchive.ts'
import { type TestServer, testServer } from './testing.ts'

let server: TestServer
let ctx: Context
let token: string
let other: Context
beforeAll(async () => {
  server = await testServer()
  ;({ ctx, token } = await server.project())
  ;({ ctx: other } = await server.project())
  const path = testModels().classes
  for (let count = 0; count < 2; count += 1)
    await server.model(ctx, { name: 'weights', path, signature: classesSignature, details: { count } })
  await deploy(ctx, { endpoint: 'weights', version: { name: 'weights', number: 1 } })
})
afterAll(() => server.close())

const version = { model: 'weights', number: 1 }
const endpoint = { endpoint: 'weights' }
const reason = 'call weights-2'
const later = new Date(Date.now() + 86_400_000)
const past = () => new Date(Date.now() - 1000)

const heavy = { mass: 4000, island: 'Biscoe' }
const inputs = [
  { name: 'mass', shape: [1, 1], datatype: 'FP64', data: [4000] },
  { name: 'island', shape: [1, 1], datatype: 'BYTES', data: ['Biscoe'] },
]
const ask = async (path: string, body?: unknown) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(`${server.url}${path}`, { headers, ...init })
  return { status: response.status, headers: response.headers, body: await response.json() }
}
const ways: [string, unknown?][] = [
  ['/predict/weights', heavy],
  ['/v2/models/weights/infer', { inputs }],
  ['/v2/models/weights'],
  ['/v2/models/weights/versions/1/ready'],
]
/** Until the change has been told. */
const answers = (status: number) => expect.poll(async () => (await ask('/predict/weights', heavy)).status).toBe(status)

it('callers are warned until the date, in the headers of RFC 9745 and RFC 8594, and told why', async () => {
  expect((await ask('/predict/weights', heavy)).headers.get('sunset')).toBeNull()
  const announced = Math.floor(Date.now() / 1000)
  await decommission(ctx, { what: version, at: later, reason })
  await expect.poll(async () => (await ask('/predict/weights', heavy)).headers.get('sunset')).not.toBeNull()
  for (const [path, body] of ways) {
    const { status, headers } = await ask(path, body)
    expect(status).toBe(200)
    expect(headers.get('sunset')).toBe(later.toUTCString())
    expect(Number(/^@(\d+)$/.exec(headers.get('deprecation') ?? '')?.[1])).toBeGreaterThanOrEqual(announced)
  }
  expect((await ask('/predict/weights', heavy)).body).toMatchObject({
    warnings: [{ message: expect.stringContaining(reason) }],
  })
})

it('nothing new is routed to what will answer no more', async () => {
  await expect(deploy(ctx, { endpoint: 'others', version: { name: 'weights', number: 1 } })).rejects.toMatchObject({
    code: 'GONE',
    message: 'this version is to answer no more: weights 1, call weights-2',
  })
  await expect(route(ctx, { name: 'weights', to: { route: 1 } })).rejects.toMatchObject({ code: 'GONE' })
  await decommission(ctx, { what: endpoint, at: later, reason })
  await expect(route(ctx, { name: 'weights', to: { name: 'weights', number: 2 } })).rejects.toMatchObject({
    code: 'GONE',
  })
  await keep(ctx, { what: endpoint })
})

it.each([version, endpoint])('from the date on nobody is answered, and told what to do: %j', async (what) => {
  await decommission(ctx, { what, at: past(), reason })
  await answers(410)
  for (const [path, body] of ways)
    expect(await ask(path, body)).toMatchObject({
      status: 410,
      body: { error: expect.stringContaining('answers no more since'), hint: expect.stringContaining(reason) },
    })
  await keep(ctx, { what })
  await answers(200)
})

it('the earlier of two dates counts', async () => {
  await decommission(ctx, { what: version, at: later, reason })
  await decommission(ctx, { what: endpoint, at: new Date(later.getTime() + 1000), reason })
  await expect.poll(async () => (await ask('/predict/weights', heavy)).headers.get('sunset')).toBe(later.toUTCString())
  await keep(ctx, { what: version })
  await keep(ctx, { what: endpoint })
  await expect(keep(ctx, { what: endpoint })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('a reason is needed, and another project sees nothing', async () => {
  await expect(decommission(ctx, { what: version, at: later, reason: ' ' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  })
  await expect(decommission(other, { what: version, at: later, reason })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(decommission(other, { what: endpoint, at: later, reason })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('an archived version has no traffic and gets none, and all of it stays', async () => {
  await expect(archive(ctx, { name: 'weights', number: 1 })).rejects.toMatchObject({ code: 'CONFLICT' })
  await archive(ctx, { name: 'weights', number: 2 })
  const to = { name: 'weights', number: 2 }
  await expect(route(ctx, { name: 'weights', to })).rejects.toMatchObject({ code: 'GONE' })
  const { artifact } = await getVersion(ctx, to)
  expect(await ctx.store.path(artifact)).toContain(artifact.slice(2))
  await unarchive(ctx, to)
  expect(await route(ctx, { name: 'weights', to })).toEqual({ number: 2 })
})

it('of those who archive a version and those who route to it at once, some win and it never answers archived', async () => {
  for (let round = 0; round < 10; round += 1) {
    await route(ctx, { name: 'weights', to: { name: 'weights', number: 1 } })
    const to = { name: 'weights', number: 2 }
    const [archived, routed] = await Promise.allSettled([archive(ctx, to), route(ctx, { name: 'weights', to })])
    expect([archived.status, routed.status].sort()).toEqual(['fulfilled', 'rejected'])
    if (archived.status === 'fulfilled') await unarchive(ctx, to)
  }
})

it('an endpoint that is removed answers no more; deployed again, it goes on with its routes', async () => {
  const away = { ...endpoint, version: { name: 'weights', number: 2 } }
  await deploy(ctx, { ...away, endpoint: 'passing' })
  const asked = async () => (await ask('/predict/passing', heavy)).status
  await expect.poll(asked).toBe(200)
  await expect(remove(other, { name: 'passing' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await remove(ctx, { name: 'passing' })
  await expect.poll(asked).toBe(404)
  expect((await list(ctx)).map(({ name }) => name)).not.toContain('passing')
  await expect(remove(ctx, { name: 'passing' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await deploy(ctx, { ...away, endpoint: 'passing' })).toMatchObject({ already: false })
  await expect.poll(asked).toBe(200)
})
