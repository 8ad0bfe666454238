import { boundedMap } from '../bounded-map.ts'

/** Milliseconds. Whoever is told waits a second before reading, so that what is kept back meanwhile is read as well. */
const window = 500

/** In a window so many runs are named; then it is only said that there are more. */
const named = 10

interface Window {
  since: number
  told: Set<string>
}

const windows = boundedMap<string, Window>(1000)

export interface SeldomEvent {
  project: string
  topic: 'experiment' | 'tracked-run' | 'traffic'
  run?: string
  id?: string
}

/**
 * What is to be told of a change that may come a thousand times a second; nothing when it was told a moment ago.
 * NOTIFY makes all commits wait in one line, and a page reads no more than once a second.
 */
export function seldom(event: SeldomEvent, now = performance.now()): SeldomEvent | undefined {
  const key = `${event.topic} ${event.project}`
  const current = windows.get(key)
  const open = current && now - current.since < window ? current : { since: now, told: new Set<string>() }
  if (open !== current) windows.set(key, open)
  const about = event.run ?? event.id ?? ''
  if (open.told.has(about) || open.told.size > named) return undefined
  open.told.add(about)
  return open.told.size > named ? { project: event.project, topic: event.topic } : event
}

/** A change that was told was taken back, so the next one is news again. */
export function untold({ topic, project }: SeldomEvent): void {
  windows.delete(`${topic} ${project}`)
}
