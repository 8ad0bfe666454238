import { sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import { create } from '../pipelines/create.ts'
import { openTestPlatform } from '../testing/platform.ts'
import { notify } from './notify.ts'
import { subscribe } from './subscribe.ts'

const platform = await openTestPlatform({ catalogue })
afterAll(() => platform.close())

test('tells a project what changes in it, and of no other', async () => {
  const ending = new AbortController()
  const events = subscribe(platform.owner, {}, ending.signal)
  expect((await events.next()).value).toMatchObject({ topic: 'everything' })
  await create(await platform.stranger(), { name: 'Theirs' })
  const { id } = await create(platform.owner, { name: 'Ours' })
  expect((await events.next()).value).toEqual({ project: platform.owner.actor.projectId, topic: 'pipeline', id })
  const end = events.next()
  ending.abort()
  expect(await end).toEqual({ done: true, value: undefined })
})

test('says nothing of a change that was taken back', async () => {
  const ending = new AbortController()
  const events = subscribe(platform.owner, {}, ending.signal)
  await events.next()
  const project = platform.owner.actor.projectId
  await platform.db
    .transaction(async (tx) => {
      await notify(tx, { project, topic: 'model', id: 'taken back' })
      throw new Error('back')
    })
    .catch(() => undefined)
  await notify(platform.db, { project, topic: 'model', id: 'kept' })
  expect((await events.next()).value).toMatchObject({ id: 'kept' })
  ending.abort()
})

test('says to read everything anew when the connection was lost', async () => {
  const ending = new AbortController()
  const events = subscribe(platform.owner, {}, ending.signal)
  await events.next()
  const next = events.next()
  await platform.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen%'`)
  expect((await next).value).toMatchObject({ topic: 'everything' })
  ending.abort()
})
