import type { SearchKind } from './kinds.ts'

export const places = [
  'name',
  'id',
  'description',
  'tag',
  'param',
  'note',
  'card',
  'alias',
  'column',
  'data',
  'artifact',
] as const
/** Where in a thing the words stand. */
export type Place = (typeof places)[number]

export interface Found {
  kind: SearchKind
  /** Unique within its kind. */
  id: string
  title: string
  detail: string | null
  extra: string | null
  at: Date | null
  place: Place
  /** What stands there, around the first word; null for a name, which is the title. */
  said: string | null
}

export interface SearchPage {
  found: Found[]
  /** How many there are of each kind that is shown; of runs a thousand at most. */
  counts: Partial<Record<SearchKind, number>>
  next: string | null
  /** Nothing bears these words: these names are like them. */
  near: boolean
}
