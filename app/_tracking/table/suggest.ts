import { searchName } from './columns.ts'

interface KeyFacts {
  entity: 'param' | 'metric' | 'tag'
  key: string
}

export interface Suggestion {
  /** What the filter says once it is taken. */
  filter: string
  /** Where the caret stands then. */
  caret: number
  label: string
}

const attributes = ['status', 'run_name', 'start_time', 'end_time', 'duration', 'user_id', 'kind', 'run_id']
const values: Record<string, string[]> = {
  status: ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'],
  kind: ['pipeline', 'step', 'notebook', 'client'],
}
const most = 12

/** What could stand where the caret is: names that there are, and values of those that have few. */
export function suggest(filter: string, caret: number, keys: readonly KeyFacts[]): Suggestion[] {
  const before = filter.slice(0, caret)
  const after = filter.slice(caret)
  const put = (from: number, words: readonly string[]) =>
    words.slice(0, most).map((label) => {
      const head = `${before.slice(0, from)}${label} `
      return { filter: head + after.trimStart(), caret: head.length, label }
    })

  const value = /\b(status|kind)\s*(?:=|!=)\s*('?\w*)$/.exec(before)
  if (value?.[1]) {
    const typed = value[2] ?? ''
    const known = (values[value[1]] ?? []).map((one) => `'${one}'`)
    return put(before.length - typed.length, startingWith(known, typed))
  }
  const word = /(?:^|[\s(])([\p{L}_][\p{L}\p{N}_.`"\-/:]*)?$/u.exec(before)
  if (!word || /(?:[=<>]|like)\s*[^\s]*$/i.test(before)) return []
  const typed = word[1] ?? ''
  // After a whole comparison comes a word that joins, not a name.
  if (/(?:'|\d|null)\s+\w*$/i.test(before)) return put(before.length - typed.length, startingWith(['and', 'or'], typed))
  const names = keys.flatMap(({ entity, key }) => searchName({ entity: `${entity}s`, key } as never) ?? [])
  return put(before.length - typed.length, startingWith([...names, ...attributes], typed))
}

/** Those that begin so first, then those that have it somewhere. */
function startingWith(all: readonly string[], typed: string): string[] {
  const wanted = typed.toLowerCase()
  const has = all.filter((one) => one.toLowerCase().includes(wanted) && one !== typed)
  const begins = (one: string) =>
    Number(
      !one
        .toLowerCase()
        .replace(/^\w+\./, '')
        .startsWith(wanted) && !one.toLowerCase().startsWith(wanted),
    )
  return [...has].sort((a, b) => begins(a) - begins(b))
}
