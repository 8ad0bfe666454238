import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../scripts/testing/postgres.ts'
import { openDb } from './client.ts'
import { migrate } from './migrate.ts'
import { audit, projects } from './schema.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('many processes that start at once migrate once', async () => {
  await Promise.all(Array.from({ length: 5 }, () => migrate(database.url)))
  const { db, close } = openDb(database.url)
  expect(await db.select().from(projects)).toEqual([])
  await close()
})

test('the audit trail can be appended to and nothing else', async () => {
  const { db, close } = openDb(database.url)
  await db.insert(audit).values({ actor: 'a', action: 'b', resource: 'c', resourceId: 'd', previous: '', hash: 'h' })
  for (const change of [db.update(audit).set({ actor: 'x' }), db.delete(audit)])
    await expect(change).rejects.toMatchObject({ cause: { message: 'rows of audit are never changed' } })
  await close()
})
