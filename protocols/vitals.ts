import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { FastifyBaseLogger } from 'fastify'
import type { Resources } from '#services/context.ts'
import { keepMinute } from '#services/serving/keep.ts'
import { minuteOf } from '#services/traffic/minute-of.ts'

const everyMs = 60_000

/** Tells once a minute what this process takes. Closing ends it. */
export function tellVitals(resources: Pick<Resources, 'db'>, log: FastifyBaseLogger): { close(): void } {
  const id = randomUUID()
  let before = { at: performance.now(), cpu: process.cpuUsage() }
  const tell = () => {
    const now = { at: performance.now(), cpu: process.cpuUsage() }
    const busy = now.cpu.user + now.cpu.system - before.cpu.user - before.cpu.system
    const cpu = busy / 1000 / Math.max(1, now.at - before.at)
    before = now
    const minute = minuteOf(new Date())
    const taken = { process: id, host: hostname(), memory: process.memoryUsage.rss(), cpu, minute }
    // A minute that nobody could keep is no reason to stop answering.
    keepMinute(resources, taken).catch((thrown) => log.warn(thrown, 'what this process takes is not kept'))
  }
  const timer = setInterval(tell, everyMs)
  timer.unref()
  return { close: () => clearInterval(timer) }
}
