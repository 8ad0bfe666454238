import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { insist, refusedOrUnheard, Unheard } from './people.ts'
import type { Work } from './scene.ts'
import { alias, model, versions } from './setting.ts'

/** Starts runs by ids of our own, some twice, as one does who heard nothing. */
export const startRuns: Work = async ({ ada }, journal, until) => {
  for (let count = 0; !until.aborted; count++) {
    const id = randomUUID()
    const learns = count % 12 === 0
    const overrides = learns
      ? { 'train.trees': 20 + count }
      : { 'filter.where': `"Body Mass (g)" > 3000 AND ${count} >= 0` }
    const start = () => ada.ask('runs.start', { id, pipeline: { slug: learns ? 'learn' : 'quick' }, overrides })
    journal.unsure.push(id)
    await insist(start, until).then(
      () => journal.runs.push(id),
      (thrown) => {
        if (!(thrown instanceof Unheard)) throw thrown
      },
    )
    if (count % 5 === 0) await start().catch(() => undefined)
    await pause(800)
  }
}

/** Schedules that fire every ten seconds, until nothing more is to come of them. */
export const keepSchedules: Work = async ({ ada }, journal, until) => {
  const everyMs = 10_000
  const overrides = { 'filter.where': `"Body Mass (g)" > 3100 AND '{{ scheduled_time }}' <> ''` }
  const made = ['first', 'second'].map(async (name) => {
    const timing = { kind: 'interval', everySeconds: everyMs / 1000 }
    const settings = { name, timing, overlap: 'allow-all', overrides }
    const { id } = await ada.ask<{ id: string }>('schedules.create', { pipeline: { slug: 'quick' }, ...settings })
    const schedule = { id, everyMs, from: Date.now(), until: Number.POSITIVE_INFINITY }
    journal.schedules.push(schedule)
    return schedule
  })
  const schedules = await Promise.all(made)
  while (!until.aborted) await pause(200)
  for (const schedule of schedules) {
    schedule.until = Date.now()
    await insist(() => ada.ask('schedules.pause', { id: schedule.id }), AbortSignal.timeout(120_000))
  }
}

/** Asks for a protected alias to be moved; the other person agrees, or not. Nobody agrees with themselves. */
export const promote: Work = async ({ ada, eve }, journal, until) => {
  for (let count = 0; !until.aborted; count++) {
    await pause(700)
    const wish = { name: model, number: 1 + (count % versions), alias, reason: 'chaos' }
    const asked = await ada.ask<{ request?: number }>('models.setAlias', wish).catch(refusedOrUnheard)
    const request = asked?.request
    if (!request) continue
    await ada.ask('approvals.approve', { request }).then(() => {
      throw new Error(`somebody agreed to their own request: ${request}`)
    }, refusedOrUnheard)
    if (count % 4 === 3) await eve.ask('approvals.reject', { request, reason: 'chaos' }).catch(refusedOrUnheard)
    else
      await eve
        .ask('approvals.approve', { request })
        .then(() => journal.approved.push(request))
        .catch(refusedOrUnheard)
  }
}
