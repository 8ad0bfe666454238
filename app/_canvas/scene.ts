import type { NodeGroup } from '#pipeline/define-node.ts'
import { order } from '#pipeline/graph.ts'
import type { Inspection } from '#pipeline/inspect.ts'
import type { Ports, PortType } from '#pipeline/ports/index.ts'
import { portsOf } from '#pipeline/ports-of.ts'
import type { Problem } from '#pipeline/problem.ts'
import type { Edge, Spec, SpecNode } from '#pipeline/spec.ts'
import { words } from '../_words/en.ts'
import type { RunView, StepView } from './api.ts'
import { type Entries, idOfKind } from './catalogue.ts'

export interface PortView {
  name: string
  type: PortType
  doc: string
  optional: boolean
}

/** All that a node's card shows. */
export interface Card {
  title: string
  subtitle: string
  group: NodeGroup
  summary: string
  problem: string | undefined
  severity: Problem['severity'] | undefined
  step: StepView | undefined
  inputs: readonly PortView[]
  outputs: readonly PortView[]
}

/** All that a wire shows. */
export interface Wire {
  edge: Edge
  type: PortType | undefined
  rows: number | undefined
  problem: string | undefined
}

export interface Scene {
  spec: Spec
  entries: Entries
  inspection: Inspection
  run: RunView | undefined
  /** Nodes that were changed, or stand behind a change, since the run: its steps no longer speak of them. */
  changed: ReadonlySet<string>
}

const portViews = new WeakMap<Ports, PortView[]>()

/** One array for the same ports for ever, so that nothing is drawn again for it. */
export function portViewsOf(ports: Ports): PortView[] {
  const known = portViews.get(ports)
  if (known) return known
  const views = Object.entries(ports).map(([name, { type, doc, optional }]) => ({
    name,
    type,
    doc,
    optional: optional === true,
  }))
  portViews.set(ports, views)
  return views
}

const noPorts: PortView[] = []

export function cardsOf({ spec, entries, inspection, run, changed }: Scene): Map<string, Card> {
  const stepOf = new Map(run?.steps.map((step) => [step.node, step] as const))
  const worst = new Map<string, Problem>()
  for (const problem of inspection.problems)
    if (problem.at.node && (!worst.has(problem.at.node) || problem.severity === 'error'))
      if (worst.get(problem.at.node)?.severity !== 'error') worst.set(problem.at.node, problem)

  return new Map(
    inReadingOrder(spec).map(([id, node]): [string, Card] => {
      const entry = entries.get(node.kind)
      const inspected = inspection.nodes[id]
      const problem = worst.get(id)
      const step = stepOf.get(id)
      const speaks = step && (isOpen(step) || !changed.has(id))
      const title = entry?.title ?? idOfKind(node.kind)
      const group = entry?.group ?? (node.kind.split('.')[0] as NodeGroup)
      return [
        id,
        {
          title: node.name ?? title,
          subtitle: node.name ? title : (words.groups[group] ?? node.kind),
          group,
          summary: inspected?.summary ?? '',
          problem: problem?.message,
          severity: problem?.severity,
          step: speaks ? step : undefined,
          inputs: entry ? portViewsOf(portsOf(entry, node.params).inputs) : noPorts,
          outputs: entry ? portViewsOf(portsOf(entry, node.params).outputs) : noPorts,
        },
      ]
    }),
  )
}

/** Nodes as data flows, as people and screen readers go through them. */
function inReadingOrder(spec: Spec): [string, SpecNode][] {
  const { sorted } = order(spec)
  const rest = Object.keys(spec.nodes).filter((id) => !sorted.includes(id))
  return [...sorted, ...rest.sort()].flatMap((id) => (spec.nodes[id] ? [[id, spec.nodes[id]]] : []))
}

const isOpen = ({ status }: StepView): boolean => status === 'running' || status === 'queued'

export function wiresOf({ spec, inspection }: Scene, cards: Map<string, Card>): Map<string, Wire> {
  const problems = new Map(inspection.problems.flatMap(({ at, message }) => (at.edge ? [[at.edge, message]] : [])))
  const places = new Map([...cards.keys()].map((id, place) => [id, place]))
  const place = ({ from, to }: Edge) => (places.get(from.node) ?? 0) * cards.size + (places.get(to.node) ?? 0)
  const ordered = Object.entries(spec.edges).sort(([, a], [, b]) => place(a) - place(b))
  return new Map(
    ordered.map(([id, edge]): [string, Wire] => {
      const output = cards.get(edge.from.node)?.step?.outputs?.[edge.from.port]
      return [
        id,
        {
          edge,
          type: cards.get(edge.from.node)?.outputs.find(({ name }) => name === edge.from.port)?.type,
          rows: output?.type === 'table' ? output.rows : undefined,
          problem: problems.get(id),
        },
      ]
    }),
  )
}
