import type { Wiring } from '#pipeline/check.ts'
import type { NodeDefinition, NodeGroup } from '#pipeline/define-node.ts'
import type { Ports } from '#pipeline/ports/index.ts'

/** A kind of node as the browser knows it: data, no code. */
export interface CatalogueEntry {
  kind: string
  group: NodeGroup
  title: string
  /** Markdown; the first sentence says what it is for. */
  doc: string
  inputs: Ports
  outputs: Ports
  portParams?: NodeDefinition['portParams']
  /** JSON schema of the parameters, with the meta of `pipeline/params.ts` inline. */
  params: Record<string, unknown>
  fitted: boolean
  splits: boolean
  begins: boolean
  effect: boolean
}

export type Entries = ReadonlyMap<string, CatalogueEntry>

export const entriesOf = (list: readonly CatalogueEntry[]): Entries =>
  new Map(list.map((entry) => [entry.kind, entry] as const))

export const wiringOf = (entries: Entries): Wiring => entries

export const groups = [
  'etl',
  'feature',
  'training',
  'validation',
  'deployment',
  'notebook',
  'monitor',
] as const satisfies NodeGroup[]

export const firstSentence = (doc: string): string => /^[\s\S]*?[.!?](?=\s|$)/.exec(doc)?.[0] ?? doc

/** The id that a new node of this kind asks for: `etl.load-file` → `load-file`. */
export const idOfKind = (kind: string): string => kind.slice(kind.indexOf('.') + 1)
