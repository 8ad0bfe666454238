import { sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { audit } from '#db/schema.ts'
import { catalogue } from '#nodes/index.ts'
import { create } from '../pipelines/create.ts'
import { openTestPlatform } from '../testing/platform.ts'
import { append } from './append.ts'
import { verify } from './verify.ts'

const platform = await openTestPlatform({ catalogue })
afterAll(() => platform.close())

test('every change adds one link, whoever else makes changes at the time', async () => {
  const { rows: before } = await verify(platform.owner)
  await Promise.all(Array.from({ length: 40 }, (_, index) => create(platform.owner, { name: `Pipeline ${index}` })))
  expect(await verify(platform.owner)).toEqual({ rows: before + 40, brokenAt: null })
})

test('a change that fails leaves no link', async () => {
  const { rows } = await verify(platform.owner)
  const failing = platform.db.transaction(async (tx) => {
    await append(tx, platform.owner.actor, { action: 'a', resource: 'b', resourceId: 'c' })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect((await verify(platform.owner)).rows).toBe(rows)
})

test('a row that somebody changed behind our back is found', async () => {
  const [third] = await platform.db.select().from(audit).orderBy(audit.id).limit(1).offset(2)
  await platform.db.execute(sql`alter table audit disable trigger audit_append_only`)
  await platform.db.execute(sql`update audit set actor = 'somebody else' where id = ${third?.id}`)
  expect(await verify(platform.owner)).toEqual({ rows: 2, brokenAt: third?.id })
})
