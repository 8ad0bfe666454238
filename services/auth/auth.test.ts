import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { apiTokens, members, signInLinks } from '#db/schema.ts'
import { catalogue } from '#nodes/index.ts'
import { ensureDefault } from '../projects/ensure-default.ts'
import { openTestPlatform } from '../testing/platform.ts'
import { create } from '../tokens/create.ts'
import { list } from '../tokens/list.ts'
import { revoke } from '../tokens/revoke.ts'
import { actorOfToken } from './actor-of-token.ts'
import { actorOfUser } from './actor-of-user.ts'
import { createSignInLink } from './create-sign-in-link.ts'
import { useSignInLink } from './use-sign-in-link.ts'

const platform = await openTestPlatform({ catalogue })
afterAll(() => platform.close())

test('the default project is made once, however many processes start', async () => {
  const actors = await Promise.all(Array.from({ length: 5 }, () => ensureDefault(platform)))
  expect(new Set(actors.map(({ projectId, userId }) => projectId + userId)).size).toBe(1)
})

test('a sign-in link opens one session, and only in its time', async () => {
  const { userId } = platform.owner.actor
  const { token } = await createSignInLink(platform, { userId })
  const spent = await Promise.allSettled(Array.from({ length: 5 }, () => useSignInLink(platform, { token })))
  expect(spent.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))).toEqual([{ userId }])

  const late = await createSignInLink(platform, { userId })
  await platform.db.update(signInLinks).set({ expiresAt: new Date(0) })
  await expect(useSignInLink(platform, { token: late.token })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  await expect(useSignInLink(platform, { token: 'guess' })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})

test('an API token stands for its owner until it is revoked, and is stored nowhere', async () => {
  const { owner } = platform
  const { token, id, prefix } = await create(owner, { name: 'ci', scopes: ['predict'] })
  expect(token).toMatch(/^esp_[\w-]{43}$/)
  expect(JSON.stringify(await platform.db.select().from(apiTokens))).not.toContain(token.slice(12))
  expect(await actorOfToken(platform, { token, project: 'default' })).toMatchObject({
    userId: owner.actor.userId,
    role: 'owner',
    scopes: ['predict'],
  })
  expect(await list(owner)).toMatchObject([{ id, prefix, owner: 'Owner' }])
  await expect(actorOfToken(platform, { token, project: 'other' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(revoke(await platform.stranger(), { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await revoke(owner, { id })
  await expect(actorOfToken(platform, { token })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})

test('a token expires, and follows what its owner may do now', async () => {
  const { owner } = platform
  const { token } = await create(owner, { name: 'short', days: 1 })
  await platform.db.update(apiTokens).set({ expiresAt: new Date(0) })
  await expect(actorOfToken(platform, { token })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })

  const stranger = await platform.stranger()
  const theirs = await create(stranger, { name: 'theirs' })
  await platform.db.update(members).set({ role: 'viewer' }).where(eq(members.userId, stranger.actor.userId))
  expect(await actorOfToken(platform, theirs)).toMatchObject({ role: 'viewer' })
  await platform.db.delete(members).where(eq(members.userId, stranger.actor.userId))
  await expect(actorOfToken(platform, theirs)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
})

test('a token with narrow scopes cannot make a wider one', async () => {
  const actor = { ...platform.owner.actor, scopes: ['read'] as const }
  await expect(create(platform.as(actor), { name: 'wider' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('a user is nobody in a project they are no member of', async () => {
  const stranger = await platform.stranger()
  const asked = { userId: stranger.actor.userId, project: 'default' }
  await expect(actorOfUser(platform, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
