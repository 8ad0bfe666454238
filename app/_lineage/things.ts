import type { Outputs } from '../_trpc/outputs.ts'
import { words } from '../_words/en.ts'

export type Graph = Outputs['lineage']['graph']
export type Thing = Graph['nodes'][number]
export type Kind = Thing['kind']

/** In the hues that ports and nodes have everywhere. */
export const hues: Record<Kind, string> = {
  file: 'var(--port-table)',
  dataset: 'var(--port-table)',
  pipeline: 'var(--kind-etl)',
  run: 'var(--kind-training)',
  'logged-model': 'var(--port-model)',
  version: 'var(--port-model)',
  endpoint: 'var(--port-endpoint)',
  prediction: 'var(--port-report)',
}

const text = words.lineage

/** What stands under the name. */
export function noteOf({ kind, version, note, removed }: Thing): string {
  const number =
    version === null
      ? ''
      : version === 0
        ? text.unknownVersion
        : kind === 'pipeline'
          ? text.revision(version)
          : text.version(version)
  const said = kind === 'run' || kind === 'dataset' || kind === 'prediction' ? note : null
  return [number || text.kinds[kind], said, removed && text.removed].filter(Boolean).join(' · ')
}

/** Everything of several graphs, each thing and each link once. The first one is what the others were added to. */
export function merged([first, ...others]: [Graph, ...Graph[]]): Graph {
  const all = [first, ...others]
  const expanded = new Set(others.flatMap(({ of }) => of))
  return {
    of: first.of,
    nodes: [...new Map(all.flatMap(({ nodes }) => nodes).map((one) => [one.id, one])).values()],
    edges: [...new Map(all.flatMap(({ edges }) => edges).map((one) => [JSON.stringify(one), one])).values()],
    more: [
      ...new Map(
        all
          .flatMap(({ more }, place) => (place === 0 ? more.filter(({ id }) => !expanded.has(id)) : more))
          .map((one) => [JSON.stringify(one), one]),
      ).values(),
    ],
    cut: all.some(({ cut }) => cut),
  }
}

/** Without things of some kinds: what led to one of them leads to what came of it. What was asked about always stays. */
export function without(graph: Graph, hidden: ReadonlySet<Kind>): Graph {
  const gone = new Set(
    graph.nodes.filter(({ id, kind }) => hidden.has(kind) && !graph.of.includes(id)).map(({ id }) => id),
  )
  let edges = graph.edges
  for (const id of gone) {
    const [into, from] = [edges.filter(({ to }) => to === id), edges.filter((edge) => edge.from === id)]
    const bridges = into.flatMap(({ from: before }) => from.map(({ to }) => ({ from: before, to })))
    edges = [
      ...edges.filter((edge) => edge.from !== id && edge.to !== id),
      ...bridges.filter(({ from: a, to }) => a !== to),
    ]
  }
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => !gone.has(id)),
    edges: [...new Map(edges.map((one) => [JSON.stringify(one), one])).values()],
    more: graph.more.filter(({ id }) => !gone.has(id)),
  }
}

/** What lies in one direction of some things, the nearest first, each once and under the first that leads to it. */
export function beyond(graph: Graph, direction: 'up' | 'down'): { thing: Thing; depth: number }[] {
  const known = new Map(graph.nodes.map((one) => [one.id, one]))
  const seen = new Set(graph.of)
  const from = (id: string, depth: number): { thing: Thing; depth: number }[] =>
    graph.edges.flatMap((edge) => {
      const [near, far] = direction === 'down' ? [edge.from, edge.to] : [edge.to, edge.from]
      const thing = known.get(far)
      if (near !== id || seen.has(far) || !thing) return []
      seen.add(far)
      return [{ thing, depth }, ...from(far, depth + 1)]
    })
  return graph.of.flatMap((id) => from(id, 0))
}
