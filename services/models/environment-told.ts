import type { TrainingEnvironment } from '../artifacts/read-details.ts'

const most = 5000
const pinned = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(?:===?|@)\s*([^\s;]+)/
const header = /^# Python ([^\s,]+), (.+)$/m

/** What a model was trained with, from versions as pip lists them; undefined where none is said. */
export function environmentTold(lock: string, python?: string): TrainingEnvironment | undefined {
  const packages = lock.split('\n').flatMap((line) => {
    const [, name, version] = pinned.exec(line.trim()) ?? []
    return name && version ? [[name.toLowerCase(), version] as const] : []
  })
  const [, own, platform = ''] = header.exec(lock) ?? []
  const interpreter = own ?? python
  if (interpreter === undefined || packages.length === 0) return undefined
  return { python: interpreter, platform, packages: Object.fromEntries(packages.slice(0, most)) }
}
