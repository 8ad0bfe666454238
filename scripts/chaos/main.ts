import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Db, openDb } from '#db/client.ts'
import { check, type Journal, type Records } from './check.ts'
import { answering, askForAnswers, leadReleases } from './lead-releases.ts'
import { person, secondOwner } from './people.ts'
import { readMessages, readReleases } from './read-releases.ts'
import { readRecords, underWay } from './records.ts'
import { asks, type Scene } from './scene.ts'
import { sendMessages } from './send-messages.ts'
import { alias, endpoint, model, prepareEndpoint, prepareHook, prepareModels } from './setting.ts'
import { parts, startStack } from './stack.ts'
import { keepSchedules, promote, startRuns } from './work.ts'

// `npm run chaos [-- --minutes N --seed S]`: kills at random while much goes on, then looks whether every promise was held.
const { values } = parseArgs({ options: { minutes: { type: 'string' }, seed: { type: 'string' } } })
const minutes = Number(values.minutes ?? 2)
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const stuckMs = 75_000
const works = [startRuns, keepSchedules, promote, sendMessages, leadReleases, askForAnswers]

const began = Date.now()
const say = (text: string) => console.log(`${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s  ${text}`)
let state = seed >>> 0
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}

console.log(`chaos of ${minutes} minutes, seed ${seed}`)
const stack = await startStack(say)
// The stack is asked to end when we are.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stack.stop().finally(() => process.exit(1)))
const { db, close } = openDb(stack.databaseUrl, { connections: 2 })
const found = await chaos().catch((thrown: unknown) => [
  `ended early: ${thrown instanceof Error ? thrown.stack : thrown}`,
])
await close()
await stack.stop(found.length > 0 ? 'keep' : undefined)
for (const violation of found) console.log(violation)
console.log(found.length === 0 ? 'every promise was held' : `${found.length} promises broken, seed ${seed}`)
process.exit(found.length === 0 ? 0 : 1)

async function chaos(): Promise<string[]> {
  const ada = person(stack)
  const eve = person({ url: stack.url, token: await secondOwner(db) })
  const protectedSince = await prepareModels(db, ada, stack)
  const made = await prepareEndpoint(db, ada)
  const scene: Scene = { ada, eve, hook: await prepareHook(ada, stack.apiUrl), predict: asks(stack) }
  say('an endpoint, a webhook and a protected alias are there')
  const lists = { runs: made, unsure: [], schedules: [], approved: [] }
  const journal: Journal = { ...lists, sent: [], taken: [], started: [], done: [] }
  const end = new AbortController()
  const over = end.signal
  setTimeout(() => end.abort(), minutes * 60_000).unref()
  const all = Promise.all(works.map((work) => work(scene, journal, over)))
  all.catch(() => end.abort())
  for (let order = shuffled(parts); !over.aborted; order = order.length > 0 ? order : shuffled(parts)) {
    await pause(3000 + random() * 6000, undefined, { signal: over }).catch(() => undefined)
    const part = order.shift() ?? 'worker'
    if (!over.aborted && stack.kill(part)) say(`killed ${part}`)
  }
  await all
  const { runs, approved, taken, started, done } = journal
  say(
    `no more kills. Acknowledged: ${runs.length} runs, ${taken.length} messages, ${approved.length} moves of the alias`,
  )
  say(`${started.length} releases; ${done.map(({ what }) => what).join(', ')}`)
  // An interval's last firing may be on its way.
  await pause(12_000)
  await settled(db)
  const records: Records = {
    ...(await readRecords(db, { model, alias, protectedSince })),
    ...(await readMessages(db)),
    ...(await readReleases(db, endpoint)),
    answering: await answering(scene),
  }
  say(
    `${records.runs.length} runs, ${records.firings.length} firings, ${records.arrivals.length} messages, ${records.routes.length} routes, ${records.answers.length} answers`,
  )
  return check(journal, records)
}

/** Waits until all is done, as long as it goes on: how fast is the machine's to say. */
async function settled(db: Db): Promise<void> {
  let last = { left: -1, ended: -1, at: Date.now() }
  while (Date.now() < last.at + stuckMs) {
    const now = await underWay(db).catch(() => undefined)
    if (now?.left === 0) return
    if (now && (now.left !== last.left || now.ended !== last.ended)) {
      if (last.left === -1) say(`${now.left} under way still`)
      last = { ...now, at: Date.now() }
    }
    await pause(500)
  }
  say(`nothing has changed for ${stuckMs / 1000} seconds: ${last.left} are under way still`)
}

/** All once before one comes again, so that two minutes reach each. */
function shuffled<T>(list: readonly T[]): T[] {
  const keyed = list.map((one) => ({ one, key: random() }))
  return keyed.sort((a, b) => a.key - b.key).map(({ one }) => one)
}
