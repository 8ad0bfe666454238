import type { Column } from '#pipeline/columns.ts'
import type { Dialect, FileValue } from '#pipeline/define-node.ts'
import type { FaultData } from '#pipeline/fault.ts'
import type { ColumnProfile, Detected, Preview } from './tables.ts'
import type { Traced } from './traced.ts'

/** What a child is asked, by job, and what it answers. */
export interface Jobs {
  bind: { request: { sql: string; tables: Record<string, Column[]> }; answer: Column[] }
  trace: { request: { sql: string; tables: Record<string, Column[]> }; answer: Traced }
  detect: {
    request: { path: string; format: FileValue['format']; dialect?: Dialect; types: Record<string, string> }
    answer: Detected
  }
  select: {
    request: { sql: string; tables: Record<string, string>; files: string[]; output: string }
    answer: { rows: number; columns: Column[]; leftOut?: number }
  }
  preview: { request: { path: string; offset: number; limit: number }; answer: Preview }
  profile: { request: { path: string }; answer: ColumnProfile[] }
}
export type JobName = keyof Jobs

export interface Limits {
  threads: number
  memoryMb: number
  /** A folder of the child's own for what does not fit into memory. */
  spill: string
}

export type Order = { [K in JobName]: { job: K; request: Jobs[K]['request']; limits: Limits } }[JobName]

export type Reply = { answer: Jobs[JobName]['answer'] } | { fault: FaultData }
