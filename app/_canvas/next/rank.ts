import { refusal } from '#pipeline/check.ts'
import { nodeKinds } from '#pipeline/define-node.ts'
import type { PortSchema } from '#pipeline/ports/index.ts'
import { portsOf } from '#pipeline/ports-of.ts'
import type { Edge, PortRef, Spec, SpecNode } from '#pipeline/spec.ts'
import { type CatalogueEntry, type Entries, wiringOf } from '../catalogue.ts'

interface KindPort {
  kind: string
  port: string
  /** Of the node, where they name ports. */
  params?: Record<string, unknown>
}

const none: Pick<CatalogueEntry, 'inputs' | 'outputs'> = { inputs: {}, outputs: {} }

/** The ports of a drawn node. */
export function portsIn(entries: Entries, { kind, params }: Pick<SpecNode, 'kind' | 'params'>) {
  const entry = entries.get(kind)
  return entry ? portsOf(entry, params) : none
}

/** Kinds that can take what an output gives, the likeliest first. */
export function rankNext(entries: Entries, from: KindPort, schema: PortSchema | undefined): CatalogueEntry[] {
  const source = entries.get(from.kind)
  const type = source && portsOf(source, from.params ?? {}).outputs[from.port]?.type
  if (!source || !type) return []
  const fitting = [...entries.values()].filter((entry) => takes(entry, type))
  const hasSplit = schema?.type === 'table' && schema.columns.some(({ role }) => role === 'split')
  const cost = (entry: CatalogueEntry) => {
    const ahead = nodeKinds.indexOf(entry.group) - nodeKinds.indexOf(source.group)
    const wayThere = ahead < 0 ? 4 - ahead : ahead
    const needsSplit = schema?.type === 'table' && entry.fitted && !hasSplit ? 3 : 0
    const again = entry.kind === from.kind || (hasSplit && entry.splits) ? 2.5 : 0
    const aside = Object.values(entry.inputs)[0]?.type === type ? 0 : 2
    return wayThere + needsSplit + again + aside
  }
  return fitting.toSorted((a, b) => cost(a) - cost(b) || a.title.localeCompare(b.title))
}

/** Kinds that can give what an input takes, the likeliest first. */
export function rankBefore(entries: Entries, to: KindPort): CatalogueEntry[] {
  const target = entries.get(to.kind)
  const type = target && portsOf(target, to.params ?? {}).inputs[to.port]?.type
  if (!target || !type) return []
  const cost = (entry: CatalogueEntry) => {
    const behind = nodeKinds.indexOf(target.group) - nodeKinds.indexOf(entry.group)
    return behind < 0 ? 4 - behind : behind
  }
  return [...entries.values()]
    .filter((entry) => Object.values(entry.outputs).some((port) => port.type === type))
    .toSorted((a, b) => cost(a) - cost(b) || a.title.localeCompare(b.title))
}

const takes = (entry: CatalogueEntry, type: string) => Object.values(entry.inputs).some((port) => port.type === type)

/** Free inputs of nodes that are there already, which an output could feed. */
export const connectable = (spec: Spec, entries: Entries, from: PortRef): Edge[] =>
  Object.entries(spec.nodes).flatMap(([node, drawn]) =>
    Object.keys(portsIn(entries, drawn).inputs).flatMap((port) => {
      const edge = { from, to: { node, port } }
      return refusal(spec, wiringOf(entries), edge) ? [] : [edge]
    }),
  )

/** Outputs of nodes that are there already, which could feed an input; its present wire does not count. */
export function sources(spec: Spec, entries: Entries, to: PortRef): Edge[] {
  const edges = Object.fromEntries(
    Object.entries(spec.edges).filter(([, edge]) => !(edge.to.node === to.node && edge.to.port === to.port)),
  )
  return Object.entries(spec.nodes).flatMap(([node, drawn]) =>
    Object.keys(portsIn(entries, drawn).outputs).flatMap((port) => {
      const edge = { from: { node, port }, to }
      return refusal({ ...spec, edges }, wiringOf(entries), edge) ? [] : [edge]
    }),
  )
}
