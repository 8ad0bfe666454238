import { count, countDistinct, eq } from 'drizzle-orm'
import { demoAnswers, demoJobs, demos } from '#db/schema.ts'
import { startReplica, wanderer } from '../protocols/gradio/replica.ts'
import { weightsDemo } from '../protocols/gradio/testing.ts'
import { testServer } from '../protocols/testing.ts'

// Gradio jobs at once over two replicas, of which one is killed amid them and begun again. See bench/README.md.
const [jobs = 500, sessions = 10] = process.argv.slice(2).map(Number)
const demo = 'counted'
const server = await testServer({ jobs: 'none' })
const { token } = await weightsDemo(server, demo)
const [one, two] = await Promise.all([startReplica(server.environment), startReplica(server.environment)])
let urls = [one.url, two.url]

const walkers = Array.from({ length: sessions }, (_, n) =>
  wanderer({ demo, token, session: `session-${n}`, urls: () => urls }),
)
let answered = 0
let killed: Promise<{ kill(): Promise<void> }> | undefined
const restart = async () => {
  urls = [one.url]
  await two.kill()
  const again = await startReplica(server.environment)
  urls = [one.url, again.url]
  return again
}
const onAnswer = () => {
  answered += 1
  if (answered >= jobs / 4) killed ??= restart()
}
const begun = performance.now()
const asked = await Promise.all(
  walkers.map(async (walker, n) => {
    const own = Array.from({ length: jobs / sessions }, (_, index) => index * sessions + n)
    const accepted = await Promise.all(own.map((mass) => walker.ask(mass * 10, mass)))
    await walker.listen(accepted, n, onAnswer)
    return accepted
  }),
)
const seconds = (performance.now() - begun) / 1000
const again = await killed

const told = walkers.map(({ completed }) => completed)
const events = asked.flat()
const answers = events.map(({ event, mass }) => ({ mass, all: told.flatMap((one) => one.get(event) ?? []) }))
const right = answers.filter(
  ({ mass, all }) => all[0]?.output?.data?.[0]?.label === (mass <= 200 && mass !== 200 ? 'light' : 'heavy'),
)
const { db } = server.platform
const [stored] = await db
  .select({ rows: count(), events: countDistinct(demoAnswers.id) })
  .from(demoAnswers)
  .innerJoin(demos, eq(demos.id, demoAnswers.demoId))
  .where(eq(demos.name, demo))
const states = await db
  .select({ status: demoJobs.status, attempts: demoJobs.attempts, jobs: count() })
  .from(demoJobs)
  .groupBy(demoJobs.status, demoJobs.attempts)
console.log(
  JSON.stringify(
    {
      accepted: events.length,
      seconds: Number(seconds.toFixed(1)),
      lost: answers.filter(({ all }) => all.length === 0).length,
      wrong: events.length - right.length,
      toldTwice: answers.filter(({ all }) => all.length > 1).length,
      differently: answers.filter(({ all }) => new Set(all.map((one) => JSON.stringify(one.output?.data))).size > 1)
        .length,
      stored,
      states,
    },
    null,
    2,
  ),
)
await Promise.all([one.kill(), again?.kill()])
await server.close()
process.exit(events.length === jobs && right.length === jobs ? 0 : 1)
