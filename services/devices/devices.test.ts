import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { deviceRequests } from '#db/schema.ts'
import { catalogue } from '#nodes/index.ts'
import { actorOfToken } from '../auth/actor-of-token.ts'
import { openTestPlatform } from '../testing/platform.ts'
import { giveBack } from '../tokens/give-back.ts'
import { list } from '../tokens/list.ts'
import { decide } from './decide.ts'
import { get } from './get.ts'
import { lendToken } from './lend-token.ts'
import { poll } from './poll.ts'
import { start } from './start.ts'

const platform = await openTestPlatform({ catalogue })
afterAll(() => platform.close())

const begin = () => start(platform, { device: 'ada’s laptop' })

test('a program that was let in gets one token, for a day, for what notebooks need', async () => {
  const { owner } = platform
  const { secret, code } = await begin()
  expect(code).toMatch(/^[B-Z]{4}-[B-Z]{4}$/)
  expect(await poll(platform, { secret })).toEqual({ state: 'waiting' })
  expect(await get(owner, { code: code.toLowerCase().replace('-', ' ') })).toMatchObject({ device: 'ada’s laptop' })
  await decide(owner, { code, answer: 'approve' })

  const answer = await poll(platform, { secret })
  if (answer.state !== 'approved') throw new Error(answer.state)
  expect(answer.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(24 * 60 * 60 * 1000)
  expect(await actorOfToken(platform, { token: answer.token })).toMatchObject({
    userId: owner.actor.userId,
    scopes: ['notebook'],
  })
  expect(await poll(platform, { secret })).toEqual({ state: 'expired' })
  expect((await list(owner)).map(({ name }) => name)).toEqual(['JupyterLab on ada’s laptop'])

  await giveBack(platform, { token: answer.token })
  await expect(actorOfToken(platform, { token: answer.token })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})

test('a program that was refused gets nothing, and a code is decided once', async () => {
  const { secret, code } = await begin()
  await decide(platform.owner, { code, answer: 'refuse' })
  await expect(decide(platform.owner, { code, answer: 'approve' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await poll(platform, { secret })).toEqual({ state: 'refused' })
})

test('a program that asks too often is told to slow down, and one that is too late to begin anew', async () => {
  const { secret } = await begin()
  await poll(platform, { secret })
  expect(await poll(platform, { secret })).toEqual({ state: 'too-often' })
  await platform.db.update(deviceRequests).set({ expiresAt: new Date(0) })
  expect(await poll(platform, { secret })).toEqual({ state: 'expired' })
  expect(await poll(platform, { secret: 'guess' })).toEqual({ state: 'expired' })
})

test('the secret is stored nowhere', async () => {
  const { secret, code } = await begin()
  const rows = await platform.db
    .select()
    .from(deviceRequests)
    .where(eq(deviceRequests.code, code.replace('-', '')))
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(secret)
})

test('a token lets no other program in, and opens no notebooks', async () => {
  const { code } = await begin()
  const token = platform.as({ ...platform.owner.actor, scopes: ['all'] })
  await expect(decide(token, { code, answer: 'approve' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(lendToken(token)).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('the platform’s own notebooks have one token at a time, and only for who may run code', async () => {
  const first = await lendToken(platform.owner)
  const second = await lendToken(platform.owner)
  await expect(actorOfToken(platform, first)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  expect(await actorOfToken(platform, second)).toMatchObject({ scopes: ['notebook'] })
  const analyst = platform.as({ ...platform.owner.actor, role: 'analyst' })
  await expect(lendToken(analyst)).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
