import type { DemoPage } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { boundedMap } from '../bounded-map.ts'
import type { Context, Resources } from '../context.ts'
import type { Sunset } from '../decommissions/sunsets.ts'
import { drawn, positionOf } from '../endpoints/draw.ts'
import type { PlatformEvent } from '../events/notify.ts'
import { type DemoRow, findDemo } from './find.ts'
import { currentPage } from './pages.ts'
import { type DemoVersion, type DemoVersions, versionsOf } from './versions-of.ts'
import { within } from './within.ts'

export interface LoadedDemo extends DemoVersions {
  demo: DemoRow
  page: DemoPage
  edition: number
}

/** All that answering needs. Faults: NOT_FOUND. */
export async function load(ctx: Context, name: string): Promise<LoadedDemo> {
  const demo = await findDemo(ctx.db, ctx.actor, name)
  const { page, number } = await currentPage(ctx.db, demo.id)
  return { demo, page, edition: number, ...(await versionsOf(within(ctx), demo, page)) }
}

type Known = Map<string, Map<string, Promise<LoadedDemo>>>
const topics = new Set<PlatformEvent['topic']>(['demo', 'endpoint', 'model', 'everything'])
const knownBy = new WeakMap<Resources['signals'], Promise<Known>>()

/** The same, mostly from memory: a change is seen as soon as Postgres tells of it. */
export async function remembered(ctx: Context, name: string): Promise<LoadedDemo> {
  const { projectId, visit } = ctx.actor
  const known = await (knownBy.get(ctx.signals) ?? listen(ctx.signals))
  const demos = known.get(projectId) ?? boundedMap<string, Promise<LoadedDemo>>(1000)
  known.set(projectId, demos)
  const asked = demos.get(name) ?? load(ctx, name)
  demos.set(name, asked)
  asked.catch(() => demos.delete(name))
  const loaded = await asked
  if (visit && visit.demoId !== loaded.demo.id) throw new Fault('NOT_FOUND', `no such demo: ${name}`)
  return loaded
}

function listen(signals: Resources['signals']): Promise<Known> {
  const projects: Known = boundedMap(1000)
  const listening = signals
    .on('espalier', (payload) => {
      if (payload === undefined) return projects.clear()
      const { project, topic } = JSON.parse(payload) as PlatformEvent
      if (topics.has(topic)) projects.delete(project)
    })
    .then(() => projects)
  knownBy.set(signals, listening)
  listening.catch(() => knownBy.delete(signals))
  return listening
}

const over = (sunset: Sunset | null) => sunset !== null && sunset.at.getTime() <= Date.now()

/** A version that was chosen, or whom somebody always meets by the shares of the endpoint; else who answers most. */
interface Wanted {
  number?: number | undefined
  /** Who asks. */
  key?: string
}

/** Who answers now. Faults: GONE with the reason; NOT_FOUND for a version that cannot be chosen here. */
export function answering(
  { endpoint, versions, demo }: DemoVersions & { demo: DemoRow },
  { number, key }: Wanted = {},
): DemoVersion {
  if (endpoint?.removed)
    throw new Fault('GONE', `the endpoint of this demo was removed: ${endpoint.name}`, { hint: ask })
  if (endpoint && over(endpoint.sunset))
    throw new Fault('GONE', `the endpoint of this demo answers no more: ${endpoint.sunset?.reason}`, { hint: ask })
  const own =
    drawnFor(demo, versions, key) ?? versions.find((one) => one.route !== null || one.versionId === demo.versionId)
  const version = number === undefined ? own : versions.find((one) => one.number === number)
  if (!version && number !== undefined)
    throw new Fault('NOT_FOUND', `this version cannot be chosen here: ${number}`, {
      hint: `choose ${versions.map((one) => one.number).join(', ') || 'another demo'}`,
    })
  if (!version) throw new Fault('GONE', 'no model version answers for this demo', { hint: ask })
  const called = `${version.model} ${version.number}`
  if (version.archived) throw new Fault('GONE', `this version is archived: ${called}`, { hint: ask })
  if (over(version.sunset))
    throw new Fault('GONE', `this version answers no more: ${called}, ${version.sunset?.reason}`, { hint: ask })
  return version
}

function drawnFor({ endpointId }: DemoRow, versions: readonly DemoVersion[], key: string | undefined) {
  if (!endpointId || key === undefined) return undefined
  const targets = versions.filter(({ route }) => route !== null)
  const open = targets.filter(({ archived, sunset }) => !archived && !over(sunset))
  return drawn(open, positionOf(key, { id: endpointId, targets }))
}

/** The same, with why nobody answers any more. Faults: NOT_FOUND. */
export function answersOrGone(loaded: DemoVersions & { demo: DemoRow }, wanted?: Wanted): DemoVersion | Fault {
  try {
    return answering(loaded, wanted)
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'GONE') return thrown
    throw thrown
  }
}

const ask = 'ask whoever made this demo to point it to another version'
