import { afterAll, expect, test } from 'vitest'
import { actorOfUser } from '../auth/actor-of-user.ts'
import { useSignInLink } from '../auth/use-sign-in-link.ts'
import { openTestPlatform } from '../testing/platform.ts'
import { invite } from './invite.ts'
import { list } from './list.ts'
import { remove } from './remove.ts'
import { renew } from './renew.ts'
import { setRole } from './set-role.ts'

const platform = await openTestPlatform({ catalogue: new Map() })
const { owner } = platform
afterAll(() => platform.close())

const ada = { name: 'Ada', email: 'Ada@Example.org', role: 'analyst' } as const
const named = async (name: string) => (await list(owner)).find((one) => one.name === name)
const actorOf = (userId: string) => actorOfUser(platform, { userId, project: 'default' })

test('somebody is invited by a link that opens once, and is who was invited', async () => {
  const { id, invitation } = await invite(owner, ada)
  expect(await named('Ada')).toMatchObject({ email: 'ada@example.org', role: 'analyst', come: false, you: false })
  await expect(invite(owner, ada)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: 'a member already: ada@example.org',
  })

  const again = await renew(owner, { id })
  await expect(useSignInLink(platform, { token: invitation?.token ?? '' })).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  })
  expect(await useSignInLink(platform, { token: again.token })).toEqual({ userId: id })
  expect(await named('Ada')).toMatchObject({ come: true })
  await expect(renew(owner, { id })).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('only owners say who may do what; it holds at once', async () => {
  const { id } = await invite(owner, { name: 'Grace', email: 'grace@example.org', role: 'viewer' })
  const grace = platform.as(await actorOf(id))
  await expect(invite(grace, { ...ada, email: 'x@example.org' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(setRole(grace, { id, role: 'owner' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await setRole(owner, { id, role: 'engineer' })
  expect(await actorOf(id)).toMatchObject({ role: 'engineer' })
  await remove(owner, { id })
  await expect(actorOf(id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('nobody makes a link by which to act as somebody of another project', async () => {
  const elsewhere = await platform.stranger()
  const email = 'awaited@example.org'
  const { id } = await invite(elsewhere, { name: 'Awaited', email, role: 'owner' })
  const here = await invite(owner, { name: 'Awaited', email, role: 'viewer' })
  expect(here).toEqual({ id, invitation: null })
  await expect(renew(owner, { id })).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('a project keeps an owner, also when two go at once', async () => {
  const { userId } = owner.actor
  await expect(remove(owner, { id: userId })).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(setRole(owner, { id: userId, role: 'viewer' })).rejects.toMatchObject({ code: 'CONFLICT' })
  const { id } = await invite(owner, { name: 'Second', email: 'second@example.org', role: 'owner' })
  const both = await Promise.allSettled([setRole(owner, { id, role: 'viewer' }), remove(owner, { id: userId })])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await list(owner)).filter(({ role }) => role === 'owner')).toHaveLength(1)
})
