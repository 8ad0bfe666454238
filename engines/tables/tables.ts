import type { Column } from '#pipeline/columns.ts'
import type { FileValue } from '#pipeline/define-node.ts'
import type { Traced } from './traced.ts'

export interface Detected {
  columns: Column[]
  rows: number | null
  dialect?: FileValue['dialect']
}

export interface Preview {
  columns: Column[]
  /** JSON values in column order; integers beyond 2^53 and times as text. */
  rows: unknown[][]
  total: number
}

export interface ColumnProfile {
  name: string
  type: string
  missing: number
  distinct: number
  min?: number | string
  max?: number | string
  mean?: number
  histogram?: { edges: number[]; counts: number[] }
  top?: { value: string; count: number }[]
}

/** DuckDB, in child processes that can read and write only what a call names. Every method takes paths, never bytes. */
export interface Tables {
  /** The columns of a SELECT over empty tables. Faults: BAD_DATA with the engine's message. */
  bind(sql: string, tables: Record<string, Column[]>): Promise<Column[]>
  /** What each column of a SELECT comes from, and which columns decide what rows there are. Faults: as `bind`. */
  trace(sql: string, tables: Record<string, Column[]>): Promise<Traced>
  /** Reads enough of a file to name its columns; some row must fit them, and the `types` that somebody corrects. Faults: BAD_DATA. */
  detect(
    path: string,
    format: FileValue['format'],
    dialect?: FileValue['dialect'],
    types?: Record<string, string>,
  ): Promise<Detected>
  /** Runs one SELECT over Parquet files (by view name) and raw files, into one Parquet file. Faults: BAD_DATA, LIMIT, CANCELLED. */
  select(request: {
    sql: string
    tables: Record<string, string>
    files: string[]
    output: string
    signal?: AbortSignal
    /** Selects of one session may use the same processes one after the other, each with an engine of its own; others never do. */
    session?: string
    /** `leftOut`: lines of text files that did not fit and were to be skipped. */
  }): Promise<{ rows: number; columns: Column[]; leftOut?: number }>
  /** A page of a Parquet file; of one with thousands of columns fewer rows than asked for. */
  preview(path: string, page: { offset: number; limit: number }): Promise<Preview>
  profile(path: string): Promise<ColumnProfile[]>
  close(): Promise<void>
}
