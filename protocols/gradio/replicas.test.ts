import { Client } from '@gradio/client'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoAnswers, demoJobs, demos } from '#db/schema.ts'
import { type TestServer, testServer } from '../testing.ts'
import { startReplica, wanderer } from './replica.ts'
import { weightsDemo } from './testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

it('loses no question and answers none twice when a replica is killed amid them', { timeout: 90_000 }, async () => {
  const { token, address } = await weightsDemo(server, 'replicated')
  const other = await startReplica(server.environment)
  let urls = [other.url, server.url]
  const walker = wanderer({ demo: 'replicated', token, session: 'walker', urls: () => urls })
  const client = await Client.connect(address, { token } as never)

  const theirs = Array.from({ length: 20 }, (_, n) => client.predict('/predict', [n * 100, 'Biscoe']))
  const asked = await Promise.all(Array.from({ length: 20 }, (_, n) => walker.ask(n * 100, n)))
  const killed = other.kill().then(() => {
    urls = [server.url]
  })
  await walker.listen(asked, 0, () => {})
  await killed

  const labels = (await Promise.all(theirs)).map(({ data }) => (data as [{ label: string }])[0].label)
  expect(labels).toEqual(Array.from({ length: 20 }, (_, n) => (n < 2 ? 'light' : 'heavy')))
  expect(asked.map(({ event }) => walker.completed.get(event)?.[0]?.output?.data?.[0]?.label)).toEqual(labels)
  const { db } = server.platform
  const kept = await db
    .select({ id: demoAnswers.id })
    .from(demoAnswers)
    .innerJoin(demos, eq(demos.id, demoAnswers.demoId))
    .where(eq(demos.name, 'replicated'))
  expect(kept).toHaveLength(40)
  const jobs = await db.select({ status: demoJobs.status, attempts: demoJobs.attempts }).from(demoJobs)
  expect(jobs.map(({ status }) => status)).toEqual(Array(40).fill('done'))
  client.close()
})
