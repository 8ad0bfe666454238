import type { Column } from '#pipeline/columns.ts'
import type { FaultData } from '#pipeline/fault.ts'
import type { Inspection } from '#pipeline/inspect.ts'
import type { NotebookFacts } from '#pipeline/notebook/facts.ts'
import type { Comparison } from '#pipeline/ports/comparison.ts'
import type { Drift } from '#pipeline/ports/drift.ts'
import type { PortValue } from '#pipeline/ports/index.ts'
import type { Watch } from '#pipeline/ports/watch.ts'
import type { Spec } from '#pipeline/spec.ts'
import type { AppCall } from '#services/apps/describe.ts'
import type { Cell } from '../_tracking/artifacts/cell-output.tsx'

export type RunStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
export type StepStatus = 'queued' | 'running' | 'done' | 'reused' | 'failed' | 'skipped' | 'cancelled'

export interface StepView {
  node: string
  status: StepStatus
  /** Share done, 0 to 1. */
  progress: number | null
  message: string | null
  outputs: Record<string, PortValue> | null
  rowsIn: number | null
  rowsOut: number | null
  /** The run that made what was reused. */
  reusedFrom: string | null
  fault: FaultData | null
  startedAt: Date | null
  endedAt: Date | null
}

export interface RunSummary {
  id: string
  revision: number
  status: RunStatus
  fault: FaultData | null
  startedBy: string
  createdAt: Date
  startedAt: Date | null
  endedAt: Date | null
}

export interface RunView extends RunSummary {
  /** As it was drawn when it ran. */
  spec: Spec
  cancelRequestedAt: Date | null
  steps: StepView[]
}

export interface PlannedStep {
  node: string
  title: string
  decision: 'run' | 'reuse'
  why: string
}

export interface LogLine {
  id: number
  stream: 'stdout' | 'stderr' | 'system'
  text: string
  at: Date
}

export interface MetricPoint {
  name: string
  index: number
  value: number
}

export interface ColumnProfile {
  name: string
  /** Rows without a value. */
  missing: number
  histogram?: { edges: number[]; counts: number[] }
  top?: { value: string; count: number }[]
}

/** The first rows of a table that a step made, and what all of its rows say of each column. */
export interface OutputTable {
  columns: Column[]
  rows: unknown[][]
  total: number
  profile: ColumnProfile[]
}

export interface ProjectFile {
  name: string
  version: number
  rows: number | null
  size: number
  columns: Column[]
  notebook: NotebookFacts | null
}

export interface FileDetail extends ProjectFile {
  versions: { version: number }[]
}

export interface ExecutedView {
  name: string
  experiment: string
  /** Of the notebook itself. */
  run: string
  path: string | null
  cells: readonly Cell[] | null
}

export interface PipelineView {
  id: string
  slug: string
  name: string
  head: number
  revision: number
  spec: Spec
}

export interface RevisionView {
  number: number
  createdBy: string | null
  createdAt: Date
}

/** What the canvas asks of the server. Everything it throws is a `Fault`. */
export interface CanvasApi {
  pipeline(revision?: number): Promise<PipelineView>
  save(base: number, spec: Spec): Promise<{ revision: number }>
  revisions(): Promise<RevisionView[]>
  inspect(spec: Spec, signal: AbortSignal): Promise<Inspection>
  plan(): Promise<PlannedStep[]>
  start(revision: number): Promise<{ id: string }>
  cancel(run: string): Promise<void>
  runs(): Promise<RunSummary[]>
  run(id: string): Promise<RunView>
  /** Calls back with the run as it is and after every change, until stopped. */
  watch(id: string, onChange: (run: RunView) => void, onFault: (fault: Error) => void): () => void
  logs(run: string, node: string): Promise<LogLine[]>
  metrics(run: string, node: string): Promise<MetricPoint[]>
  /** As it stands; no cells while there is nothing to see, no path until it is kept. */
  notebook(run: string, node: string): Promise<ExecutedView>
  output(run: string, node: string, port: string, limit: number): Promise<OutputTable>
  /** Of a report of champion against challenger. */
  comparison(artifact: string): Promise<Comparison>
  /** Of a report of drift. */
  drift(artifact: string): Promise<Drift>
  /** Of any other report of monitoring. */
  found(artifact: string): Promise<Watch>
  /** What a Gradio app elsewhere can be asked. */
  app(url: string): Promise<AppCall[]>
  files(): Promise<ProjectFile[]>
  file(name: string, version?: number): Promise<FileDetail>
}
