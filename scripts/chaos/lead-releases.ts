import { setTimeout as pause } from 'node:timers/promises'
import { refusedOrUnheard } from './people.ts'
import type { Work } from './scene.ts'
import { endpoint, served } from './setting.ts'

const seconds = 1 / 60
const steps = [0.2, 0.6].map((share) => ({ share, minutes: seconds, requests: 0 }))
const gates = { errors: null, slower: null }
const canary = { strategy: 'canary', steps, gates, approval: 'before-promotion' }
const atOnce = { strategy: 'basic', gates, approval: 'before-start' }

/** What becomes of one release after the other. */
const courses = [
  { plan: canary, ends: 'approve' },
  { plan: { ...atOnce, watch: 2 * seconds }, ends: 'rollback' },
  { plan: canary, ends: 'reject' },
  { plan: { ...canary, watch: 2 * seconds }, ends: 'approve' },
  { plan: canary, ends: 'cancel' },
  { plan: atOnce, ends: 'cancel' },
  { plan: atOnce, ends: 'approve' },
] as const

const patienceMs = 25_000

/** Releases that somebody else must agree to: who started one tries it as well. Some are given up, or taken back. */
export const leadReleases: Work = async ({ ada, eve }, journal, until) => {
  for (let count = 0; !until.aborted; count++) {
    await pause(500)
    const { plan, ends } = courses[count % courses.length] ?? courses[0]
    const version = served[count % served.length]
    const started = await ada.ask<{ id: string }>('releases.start', { endpoint, version, plan }).catch(refusedOrUnheard)
    if (!started) {
      // An earlier one may be under way still, of which nobody heard.
      await ada.ask('releases.cancel', { endpoint }).catch(refusedOrUnheard)
      continue
    }
    const release = started.id
    journal.started.push(release)
    const ask = async (who: typeof ada, what: 'approve' | 'reject' | 'rollback' | 'cancel') => {
      const told = () => journal.done.push({ release, what })
      return await who.ask(`releases.${what}`, { endpoint, release, reason: 'chaos' }).then(told, refusedOrUnheard)
    }
    for (const late = Date.now() + patienceMs; Date.now() < late && !until.aborted; await pause(400)) {
      await ask(ada, 'approve')
      const decided = ask(eve, ends === 'reject' ? 'reject' : 'approve')
      // Both at once: only one of them can be.
      if ((await Promise.all([decided, ends === 'cancel' && ask(ada, 'cancel')])).some(Boolean)) break
    }
    if (ends === 'rollback') await pause(1000).then(() => ask(ada, 'rollback'))
  }
}

const row = {
  ...{ Island: 'Biscoe', Sex: 'MALE', 'Body Mass (g)': 4200 },
  ...{ 'Beak Length (mm)': 44.1, 'Beak Depth (mm)': 17.2, 'Flipper Length (mm)': 205 },
}

/** Rows that are to be answered whatever happens to routes; while a part is down, some are not. */
export const askForAnswers: Work = async ({ predict }, _, until) => {
  while (!until.aborted) {
    const answer = await predict(row).catch(() => undefined)
    if (answer && answer.status < 500 && !answer.ok) throw new Error(`a row was refused: ${await answer.text()}`)
    await answer?.text().catch(() => undefined)
    await pause(250)
  }
}

/** Who answers now: the number of a version. */
export async function answering({ predict }: Parameters<Work>[0]): Promise<number> {
  const answer = await predict(row)
  return ((await answer.json()) as { version: number }).version
}
