import type { z } from 'zod'
import type { Column } from './columns.ts'
import type { FaultPlace } from './fault.ts'
import type { NotebookFacts } from './notebook/facts.ts'
import type { CorrectedType } from './params.ts'
import type { EndpointValue } from './ports/endpoint.ts'
import type {
  Port,
  PortSchema,
  PortSchemaOf,
  Ports,
  PortType,
  PortValue,
  PortValueOf,
  UnknownSchema,
} from './ports/index.ts'
import type { ModelValue } from './ports/model.ts'
import type { Evaluation, ReportValue } from './ports/report.ts'
import type { TableValue } from './ports/table.ts'
import type { ReleasePlanInput } from './release-plan.ts'
import type { SqlText } from './sql.ts'

export const nodeKinds = ['etl', 'feature', 'training', 'validation', 'deployment', 'notebook', 'monitor'] as const
export type NodeGroup = (typeof nodeKinds)[number]

type OfPort<P, T extends PortType, M> = P extends { optional: true } ? M | undefined : T extends PortType ? M : never
type SchemasOf<I extends Ports> = { [K in keyof I]: OfPort<I[K], I[K]['type'], PortSchemaOf<I[K]['type']>> }
type ValuesOf<I extends Ports> = { [K in keyof I]: OfPort<I[K], I[K]['type'], PortValueOf<I[K]['type']>> }
type InferredOf<O extends Ports> = { [K in keyof O]: PortSchemaOf<O[K]['type']> | UnknownSchema }
type ResultOf<O extends Ports> = { [K in keyof O]: PortValueOf<O[K]['type']> }

/**
 * `dates` and `times`: how dates and timestamps are written (`%d/%m/%Y`), where it is not the ISO way. `decimal` and
 * `thousands`: the marks in numbers, where they are not a point and nothing. `encoding`: what the text was written in before
 * it was kept as UTF-8. `renamed`: columns whose heading was empty or there already.
 */
export interface Dialect {
  delimiter: string
  quote: string
  header: boolean
  skip: number
  dates?: string
  times?: string
  decimal?: ','
  thousands?: ',' | '.' | ' ' | "'"
  encoding?: string
  /** Corrected by a person; `columns` have them already. */
  types?: Record<string, CorrectedType>
  renamed?: { column: string; was: string }[]
}

/** A project file, as a source node sees it. `columns` are what was detected when it was uploaded. */
export interface FileValue {
  name: string
  /** Which version of the name it was when a run was compiled; for people, never part of a key. */
  version?: number
  sha256: string
  format: 'csv' | 'tsv' | 'json' | 'jsonl' | 'parquet' | 'arrow' | 'ipynb'
  columns: Column[]
  /** Where they have been counted. */
  rows?: number | null
  /** How a text file is written, as detected or corrected. */
  dialect?: Dialect
  /** Of a notebook, which has no columns. */
  notebook?: NotebookFacts
}

export interface ScanOptions {
  /** Corrected types by column. */
  types: Record<string, string>
  skipBadRows: boolean
}

/** What `run` bodies may do to the platform. Each effect is applied once for a given step, however often it is called. */
export interface Platform {
  registerModel(request: {
    name: string
    model: ModelValue
    report?: string
    description?: string
    /** Leads to the new version; one that is protected waits for somebody to agree. */
    alias?: string
  }): Promise<ModelValue>
  /** All traffic at once, or by a release that goes on by itself. */
  deployModel(request: { endpoint: string; model: ModelValue; plan?: ReleasePlanInput }): Promise<EndpointValue>
  /** A page to try a registered model on; one of this name answers with it from then on. */
  makeDemo(request: { name: string; model: ModelValue; title?: string }): Promise<void>
  /** A registered version that is in use: who answers at an endpoint, or what an alias leads to. Faults: NOT_FOUND. */
  readModel(which: { endpoint: string } | { model: string; alias: string }): Promise<ModelValue>
  readEvaluation(artifact: string): Promise<Evaluation>
  /** What an endpoint answered in a window, as a table, and the model that answers now. */
  readPredictions(request: {
    endpoint: string
    from: Date
    until: Date
    versions: 'current' | 'all'
    /** Only rows whose label is known, as rows to train on: without what was answered. */
    labels?: 'all' | 'without-demos'
  }): Promise<{ rows: TableValue; model: ModelValue }>
  /** What the versions of an endpoint did in a window, and what the processes took that answer. */
  readOperation(request: OperationRequest): Promise<ReportValue>
  askApp(request: AppRequest): Promise<TableValue>
}

export interface OperationRequest {
  endpoint: string
  from: Date
  until: Date
  chunks: number
  /** Highest share of requests that fail and that are refused, highest 95th percentile in milliseconds, highest memory in megabytes. */
  most: { failed: number; refused: number; p95: number; memory: number }
}

/** Each row to a Gradio app, and its answers as columns: a trip out of the platform, within bounds. */
export interface AppRequest {
  url: string
  call: string
  /** What fills a parameter: a column, or else always the same. */
  inputs: { parameter: string; column: string; value: string }[]
  rows: TableValue
  /** DOUBLE or VARCHAR, in the order of the answers; `problem` last where rows may fail. */
  added: Column[]
  failing: 'stop' | 'keep'
  /** Values for what the app has no parameter for. */
  unasked: 'refuse' | 'leave'
  mostRows: number
  secondsPerRow: number
  atOnce: number
}

/** A table expression: all columns, then the row number under this name. */
export type NumberedRows = (number: SqlText) => SqlText

export interface SqlInputs {
  /** The view of each connected input, quoted. */
  views: Record<string, SqlText>
  columns: Record<string, Column[]>
  /** Inputs whose engine numbers rows faster than a window does: the view with one column more, the rows' numbers from 1. */
  numbered?: Record<string, NumberedRows | undefined>
  /** Files that parameters with the `file` widget name, by parameter; `scan` is a table expression that reads the file. */
  files: Record<string, FileValue & { scan: (options: ScanOptions) => SqlText }>
}

interface Shared<P extends z.ZodObject, I extends Ports, O extends Ports> {
  /** `<group>.<name>`, equal to its folder; saved in specs, never reused. */
  kind: `${NodeGroup}.${string}`
  /** Part of the cache key: raise it when equal inputs may give other bytes. */
  version: number
  title: string
  /** Markdown; the first sentence is the palette's tooltip. */
  doc: string
  params: P
  inputs: I
  outputs: O
  /** One line that says what the node does as configured. */
  summary: (params: z.output<P>) => string
  /** What it puts into the registry, as far as its parameters say: the model, and the alias that then leads to it. */
  registers?: (params: z.output<P>) => { model: string; alias?: string | undefined }
  /** Fits on training rows, so its input `rows` must come from a split. */
  fitted?: true
  /** Marks rows with the part they belong to, as fitted nodes want them: its input and output are `rows`. */
  splits?: true
  /** What an empty canvas offers to begin with. */
  begins?: true
  /** Each column of the output `rows` is computed from the input column of its name alone. */
  columnwise?: true
  /** Parameters that hold names of further ports, each with their type: all inputs of these are required. */
  portParams?: { inputs: Record<string, PortType>; outputs: Record<string, PortType> }
  /** What deserves a look although the node can run. */
  remarks?: (context: { params: z.output<P>; files: Record<string, FileValue> }) => Remark[]
  /** What two steps have in common if what came out of one foretells what will come out of the other. */
  resembles?: (context: { params: z.output<P>; files: Record<string, FileValue> }) => string
  /** Has effects outside the run: never cached, idempotent by its step. */
  effect?: true
  /** A `run` body that takes more than seconds: its worker says all the while that it lives. */
  long?: true
  /** Reads what changes although its parameters do not: neither it nor what comes after it is ever reused. */
  live?: true
  /** Parameters and, for each input, the name of a table in `nodes/examples.ts`, for the laws. */
  example: { params: z.input<P>; inputs: Partial<Record<keyof I, string>> }
}

/** A warning while drawing; `params` mend it. */
export interface Remark {
  message: string
  at: FaultPlace
  hint?: string
  fix?: { label: string; params: Record<string, unknown> }
}

export interface SqlBody<P extends z.ZodObject, O extends Ports> {
  /** One SELECT for the node's one output table. */
  sql: (context: { params: z.output<P>; inputs: SqlInputs }) => SqlText
  /** Roles that the node gives to columns of its output. Roles of equally named input columns are kept anyway. */
  assignRoles?: (params: z.output<P>, columns: Column[]) => Column[]
  outputs: O
}

export interface InferringBody<P extends z.ZodObject, I extends Ports, O extends Ports> {
  /** Output schemas before any run. Throws a `Fault` with `at.param` or `at.column` where the node cannot work. */
  infer: (context: { params: z.output<P>; inputs: SchemasOf<I>; files: Record<string, FileValue> }) => InferredOf<O>
}

export interface PythonBody<P extends z.ZodObject, I extends Ports, O extends Ports> extends InferringBody<P, I, O> {
  /** The file beside the node's definition that runs in a kernel. */
  python: 'run.py'
}

export interface RunBody<P extends z.ZodObject, I extends Ports, O extends Ports> extends InferringBody<P, I, O> {
  run: (context: { params: z.output<P>; inputs: ValuesOf<I>; platform: Platform }) => Promise<ResultOf<O>>
}

export type TypedNode<P extends z.ZodObject, I extends Ports, O extends Ports> = Shared<P, I, O> &
  (SqlBody<P, O> | PythonBody<P, I, O> | RunBody<P, I, O>)

type Body =
  | {
      sql: (context: { params: unknown; inputs: SqlInputs }) => SqlText
      assignRoles?: (params: unknown, columns: Column[]) => Column[]
    }
  | { python: 'run.py'; infer: Infer }
  | {
      run: (context: {
        params: unknown
        inputs: Record<string, PortValue | undefined>
        platform: Platform
      }) => Promise<Record<string, PortValue>>
      infer: Infer
    }

type Infer = (context: {
  params: unknown
  inputs: Record<string, PortSchema | undefined>
  files: Record<string, FileValue>
}) => Record<string, PortSchema>

/** A node as the rest of the platform sees it, where many kinds meet. */
export type NodeDefinition = Omit<
  Shared<z.ZodObject, Ports, Ports>,
  'summary' | 'registers' | 'example' | 'remarks' | 'resembles'
> & {
  summary: (params: unknown) => string
  registers?: (params: unknown) => { model: string; alias?: string | undefined }
  remarks?: (context: { params: unknown; files: Record<string, FileValue> }) => Remark[]
  resembles?: (context: { params: unknown; files: Record<string, FileValue> }) => string
  example: { params: unknown; inputs: Record<string, string> }
} & Body

export type Catalogue = ReadonlyMap<string, NodeDefinition>

/** Declares a node; the types of its ports and parameters are checked here and forgotten where many kinds meet. */
export const defineNode = <P extends z.ZodObject, I extends Record<string, Port>, O extends Record<string, Port>>(
  node: TypedNode<P, I, O>,
): NodeDefinition => node as unknown as NodeDefinition

export const groupOf = (kind: string): NodeGroup => kind.split('.')[0] as NodeGroup
