import type { ReactNode } from 'react'
import type { Sortable } from './arrange.ts'

export interface ListColumn<T> {
  key: string
  title: string
  render: (row: T) => ReactNode
  /** What it sorts by; it cannot be sorted when absent. */
  by?: (row: T) => Sortable
  align?: 'right'
  /** Leaves first where there is little width. */
  minor?: true
}
