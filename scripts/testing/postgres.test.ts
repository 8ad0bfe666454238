import postgres from 'postgres'
import { expect, test } from 'vitest'
import { testDatabase } from './postgres.ts'

test('every test file gets an empty database of its own', async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()])
  const sql = postgres(one.url, { max: 1 })
  await sql`CREATE TABLE mine (id int)`
  await sql.end()
  const elsewhere = postgres(other.url, { max: 1 })
  expect(await elsewhere`SELECT 1 FROM pg_tables WHERE tablename = 'mine'`).toHaveLength(0)
  await elsewhere.end()
  await Promise.all([one.close(), other.close()])
})
