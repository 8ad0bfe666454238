import type { SearchKind } from './kinds.ts'

export interface Found {
  kind: SearchKind
  /** Unique within its kind. */
  id: string
  title: string
  detail: string | null
  extra: string | null
  at: Date | null
}

export interface SearchPage {
  found: Found[]
  next: string | null
  /** Nothing bears these words: these names are like them. */
  near: boolean
}
