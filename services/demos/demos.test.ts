import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoShares, members, users } from '#db/schema.ts'
import { classesSignature, testModels } from '#engines/models/testing.ts'
import { authorize } from '../access/authorize.ts'
import { matrix, type Resource } from '../access/matrix.ts'
import { link } from '../artifacts/link.ts'
import type { Context } from '../context.ts'
import { decommission } from '../decommissions/decommission.ts'
import { deploy } from '../endpoints/deploy.ts'
import { findEndpoint } from '../endpoints/find.ts'
import { remove as removeEndpoint } from '../endpoints/remove.ts'
import { resolve } from '../endpoints/resolve.ts'
import { addRoute, type Share } from '../endpoints/routes.ts'
import { archive } from '../models/archive.ts'
import { list as listModels } from '../models/list.ts'
import { register } from '../models/register.ts'
import { list as listPredictions } from '../predictions/list.ts'
import { stored } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { series } from '../traffic/series.ts'
import { answer } from './answer.ts'
import { beginVisit } from './begin-visit.ts'
import { create } from './create.ts'
import { edit } from './edit.ts'
import { enter } from './enter.ts'
import { get } from './get.ts'
import { glance } from './glance.ts'
import { history } from './history.ts'
import { label } from './label.ts'
import { list } from './list.ts'
import { open } from './open.ts'
import { outline } from './outline.ts'
import { point } from './point.ts'
import { predict } from './predict.ts'
import { remove } from './remove.ts'
import { restore } from './restore.ts'
import { revokeShare } from './revoke-share.ts'
import { setRule } from './set-rule.ts'
import { share } from './share.ts'
import { visitOf } from './visitor-of.ts'

let platform: TestPlatform
let owner: Context
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue: new Map() })
  owner = platform.owner
  await registered('weights', testModels().classes)
  await registered('other', testModels().classes2)
})
afterAll(() => platform.close())

async function registered(name: string, path: string): Promise<string> {
  const bytes = await owner.store.put(createReadStream(path))
  await link(owner.db, owner.actor.projectId, [{ ...bytes, mediaType: 'application/x-onnx' }])
  const details = await stored(owner, JSON.stringify({ examples: [heavy], background: [heavy, light] }))
  const parity = { rows: 1, maxDifference: 0, tolerance: 1e-5 }
  const model = { artifact: bytes.sha256, signature: classesSignature, metrics: {}, parity, details } as const
  const { version } = await register(owner, { name, model: { type: 'model', ...model } })
  return version?.id ?? ''
}

const heavy = { mass: 4000, island: 'Biscoe' }
const light = { mass: 10, island: 'Dream' }
const weights = { name: 'weights', number: 1 }

const visiting = async (name: string, token: string): Promise<Context> => {
  const { visit } = await beginVisit(platform, { name, token })
  return platform.as(await enter(platform, { name, visit }))
}

async function account(role?: 'viewer') {
  const userId = randomUUID()
  await platform.db.insert(users).values({ id: userId, name: 'Eve', email: `${userId}@Example.org` })
  const { projectId } = owner.actor
  if (role) await platform.db.insert(members).values({ userId, projectId, role })
  return { userId, email: `${userId}@example.org` }
}

test('a demo is made of a version, of a model or of an endpoint, each under a name of its own', async () => {
  await deploy(owner, { endpoint: 'weights', version: weights })
  const made = [
    await create(owner, { of: weights, title: 'How heavy?' }),
    await create(owner, { of: { model: 'weights' }, title: 'How heavy?' }),
    await create(owner, { of: { endpoint: 'weights' }, name: 'by-endpoint' }),
  ]
  expect(made.map(({ name }) => name)).toEqual(['how-heavy', 'how-heavy-2', 'by-endpoint'])
  await expect(create(owner, { of: weights, name: 'by-endpoint' })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await create(owner, { of: weights, name: 'by-endpoint', taken: 'point' })).toMatchObject({ already: true })
  const stranger = await platform.stranger()
  await expect(create(stranger, { of: weights })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(open(stranger, { name: 'how-heavy' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await list(owner)).map(({ name, of }) => [name, of])).toEqual([
    ['by-endpoint', { model: 'weights', number: 1 }],
    ['how-heavy', { model: 'weights', number: 1 }],
    ['how-heavy-2', { model: 'weights', number: 1 }],
  ])
})

test('it opens with what its owner wants to be shown, and what is hidden is what the owner fixed', async () => {
  await create(owner, { of: weights, name: 'shown' })
  const { page, edition } = await get(owner, { name: 'shown' })
  expect(await open(owner, { name: 'shown' })).toMatchObject({
    title: 'Weights',
    examples: [heavy],
    editable: 'default',
  })
  const inputs = [
    { name: 'island', label: 'Where', shown: true },
    { name: 'mass', shown: false, fixed: 4000 },
  ]
  await edit(owner, { name: 'shown', base: edition, page: { ...page, inputs } })
  await expect(edit(owner, { name: 'shown', base: edition, page })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(await open(owner, { name: 'shown' })).toMatchObject({
    inputs: [{ name: 'island', label: 'Where' }],
    examples: [{ island: 'Biscoe' }],
  })
  await expect
    .poll(async () => (await predict(owner, { name: 'shown', rows: [light] })).answers[0]?.prediction)
    .toBe('heavy')
  expect((await get(owner, { name: 'shown' })).editions.map(({ number }) => number)).toEqual([2, 1])
})

test('a link opens one demo and nothing else of the platform', async () => {
  await create(owner, { of: weights, name: 'linked' })
  await create(owner, { of: weights, name: 'not-linked' })
  const { token } = await share(owner, { name: 'linked' })
  expect(JSON.stringify(await owner.db.select().from(demoShares))).not.toContain(token)
  const visitor = await visiting('linked', token)
  expect(await open(visitor, { name: 'linked' })).toMatchObject({ visitor: 'link', editable: null })
  expect((await predict(visitor, { name: 'linked', rows: [heavy] })).answers[0]?.prediction).toBe('heavy')
  const elsewhere = { name: 'not-linked' }
  for (const ask of [
    () => open(visitor, elsewhere),
    () => predict(visitor, { ...elsewhere, rows: [heavy] }),
    () => history(visitor, elsewhere),
  ])
    await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(beginVisit(platform, { name: 'not-linked', token })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  await expect(listModels(visitor)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  for (const [resource, actions] of Object.entries(matrix))
    for (const action of Object.keys(actions)) {
      const asks = () => authorize(visitor, resource as Resource, action as never)
      if (resource === 'demo' && ['open', 'ask'].includes(action)) asks()
      else expect(asks, `${resource}.${action}`).toThrow('not allowed')
    }
})

test('a link ends with its day, its uses, its owner’s mind and the rule of the demo', async () => {
  await create(owner, { of: weights, name: 'ending' })
  const once = await share(owner, { name: 'ending', total: 1 })
  const begun = await Promise.allSettled(
    Array.from({ length: 4 }, () => beginVisit(platform, { name: 'ending', token: once.token })),
  )
  expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(beginVisit(platform, { name: 'ending', token: once.token })).rejects.toMatchObject({
    code: 'GONE',
    message: 'this link is used up: 1 visit',
  })
  const hourly = await share(owner, { name: 'ending', perHour: 1 })
  await visiting('ending', hourly.token)
  await expect(visiting('ending', hourly.token)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  const late = await share(owner, { name: 'ending' })
  const { visit } = await beginVisit(platform, { name: 'ending', token: late.token })
  await owner.db
    .update(demoShares)
    .set({ expiresAt: new Date(0) })
    .where(eq(demoShares.id, late.id))
  await expect(visiting('ending', late.token)).rejects.toMatchObject({ code: 'GONE' })
  await expect(enter(platform, { name: 'ending', visit })).rejects.toThrow('this link ended: 1970-01-01')
  const back = await share(owner, { name: 'ending' })
  await revokeShare(owner, { name: 'ending', id: back.id })
  await expect(visiting('ending', back.token)).rejects.toMatchObject({ code: 'GONE' })
  const ruled = await share(owner, { name: 'ending' })
  await setRule(owner, { name: 'ending', rule: 'project' })
  await expect(visiting('ending', ruled.token)).rejects.toMatchObject({ code: 'GONE' })
})

test('accounts open it by name, members always, others never', async () => {
  await create(owner, { of: weights, name: 'named' })
  const [guest, member] = [await account(), await account('viewer')]
  const entering = ({ userId }: { userId: string }) => enter(platform, { name: 'named', userId })
  await expect(entering(guest)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await setRule(owner, { name: 'named', rule: 'named', guests: [guest.email.toUpperCase()] })
  expect(await entering(guest)).toMatchObject({ role: 'visitor' })
  expect(await entering(member)).toMatchObject({ role: 'viewer' })
  await expect(entering(await account())).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await remove(owner, { name: 'named' })
  await expect(entering(guest)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await restore(owner, { name: 'named' })
  expect(await entering(guest)).toMatchObject({ role: 'visitor' })
})

test('a kept answer is in its visitor’s history only, and may be corrected by them only', async () => {
  await create(owner, { of: { endpoint: 'weights' }, name: 'kept' })
  const { token } = await share(owner, { name: 'kept' })
  const [visitor, other] = [await visiting('kept', token), await visiting('kept', token)]
  const kept = await answer(visitor, { name: 'kept', rows: [heavy] })
  const id = kept.answers[0]?.id ?? ''
  expect((await listPredictions(owner, { endpoint: 'weights' })).predictions.map((one) => one.id)).toContain(id)
  await answer(visitor, { name: 'kept', rows: [heavy, heavy] })
  const { versions } = await series(owner, { endpoint: 'weights', from: new Date(Date.now() - 60_000) })
  expect(versions.map(({ mode }) => mode)).toEqual(['demo'])
  expect(versions[0]?.points.reduce((sum, { requests }) => sum + requests, 0)).toBe(2)
  const wrong = { name: 'kept', id, verdict: 'wrong', corrected: 'light', reason: 'it was a balloon' } as const
  await expect(label(other, wrong)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(label(visitor, { ...wrong, corrected: 'huge' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  await label(visitor, { ...wrong, verdict: 'right' })
  await label(visitor, wrong)
  expect((await history(visitor, { name: 'kept' })).at(-1)).toMatchObject({ id, inputs: heavy, corrected: 'light' })
  expect(await history(other, { name: 'kept' })).toEqual([])
})

test('a demo of what answers no more says so, by name', async () => {
  const other = { name: 'other', number: 1 }
  await create(owner, { of: other, name: 'archived' })
  await archive(owner, other)
  const fault = { code: 'GONE', message: 'this version is archived: other 1' }
  expect(await open(owner, { name: 'archived' })).toMatchObject({ title: 'Other', fault })
  expect((await list(owner)).filter(({ ended }) => ended).map(({ name }) => name)).toEqual(['archived'])
  await expect(predict(owner, { name: 'archived', rows: [heavy] })).rejects.toMatchObject(fault)
  await expect(create(owner, { of: other })).rejects.toMatchObject({ code: 'GONE' })
})

test('its owners see why a demo ended, and point it to what answers; its page and links stay', async () => {
  const { token } = await share(owner, { name: 'archived' })
  const shown = await get(owner, { name: 'archived' })
  expect(shown).toMatchObject({ ended: 'this version is archived: other 1', of: { model: 'other', number: 1 } })
  const back = { name: 'archived', of: { name: 'other', number: 1 } }
  await expect(point(owner, back)).rejects.toMatchObject({ code: 'GONE' })
  await expect(point(await platform.stranger(), { ...back, of: weights })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await point(owner, { name: 'archived', of: weights })
  expect(await get(owner, { name: 'archived' })).toMatchObject({
    ...{ ended: null, of: { model: 'weights', number: 1 }, page: shown.page },
  })
  const visitor = await visiting('archived', token)
  await expect
    .poll(async () => await predict(visitor, { name: 'archived', rows: [heavy] }).then(({ model }) => model, String))
    .toBe('weights')
})

test('a demo of an endpoint warns before it ends, and says when it has ended or was removed', async () => {
  const endpoint = 'ending-soon'
  await deploy(owner, { endpoint, version: weights })
  await create(owner, { of: { endpoint }, name: endpoint })
  const end = (at: Date) => decommission(owner, { what: { endpoint }, at, reason: 'a better one is there' })
  await end(new Date(Date.now() + 24 * 60 * 60 * 1000))
  expect(await open(owner, { name: endpoint })).toMatchObject({ sunset: { reason: 'a better one is there' } })
  await end(new Date(Date.now() - 1000))
  const ended = { code: 'GONE', message: 'the endpoint of this demo answers no more: a better one is there' }
  expect(await open(owner, { name: endpoint })).toMatchObject({ fault: ended })
  await removeEndpoint(owner, { name: endpoint })
  const removed = { code: 'GONE', message: 'the endpoint of this demo was removed: ending-soon' }
  expect(await open(owner, { name: endpoint })).toMatchObject({ fault: removed })
})

test('a demo of an endpoint is answered by its shares, by the same version for the same visitor', async () => {
  const endpoint = 'shared'
  await deploy(owner, { endpoint, version: weights })
  await create(owner, { of: { endpoint }, name: endpoint })
  const trial = await registered('weights', testModels().classes2)
  const { versionId: live } = (await resolve(owner, { name: endpoint })).targets[0]
  const shares: Share[] = [
    { versionId: live, weight: 0.5, mode: 'live' },
    { versionId: trial, weight: 0.5, mode: 'canary' },
  ]
  const found = await findEndpoint(owner.db, owner.actor.projectId, endpoint)
  await owner.db.transaction((tx) => addRoute(tx, owner.actor, found, { shares }))
  const { token } = await share(owner, { name: endpoint })
  const met = await Promise.all(
    Array.from({ length: 24 }, async () => {
      const first = await glance(platform, { name: endpoint, token })
      const seen = await open(platform.as(first), { name: endpoint })
      const { visit } = await beginVisit(platform, { name: endpoint, token, id: visitOf(first.userId) })
      const visitor = platform.as(await enter(platform, { name: endpoint, visit }))
      const answers = [
        await predict(visitor, { name: endpoint, rows: [heavy] }),
        await outline(visitor, { name: endpoint }),
      ]
      expect(visitor.actor.userId).toBe(first.userId)
      return { seen: 'version' in seen ? seen.version.number : 0, asked: answers }
    }),
  )
  for (const { seen, asked } of met) expect(asked[0]).toMatchObject({ version: seen })
  expect(new Set(met.map(({ seen }) => seen))).toEqual(new Set([1, 2]))
})

test('who only looks at a link sees the page, takes no visit from anybody, and nothing where none is left', async () => {
  await create(owner, { of: weights, name: 'glanced' })
  const { token } = await share(owner, { name: 'glanced', total: 1 })
  const asked = { name: 'glanced', token }
  for (const actor of [await glance(platform, asked), await glance(platform, asked)])
    expect(await open(platform.as(actor), { name: 'glanced' })).toMatchObject({ visitor: 'link' })
  await beginVisit(platform, asked)
  await expect(glance(platform, asked)).rejects.toMatchObject({ code: 'GONE' })
  await expect(glance(platform, { ...asked, name: 'linked' })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})
