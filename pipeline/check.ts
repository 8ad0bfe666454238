import type { Catalogue, NodeDefinition } from './define-node.ts'
import { addNode, type Edit, freshId, remove } from './edit.ts'
import { downstream, edgesInto, order } from './graph.ts'
import { otherName } from './nearest.ts'
import type { PortType } from './ports/index.ts'
import { portsOf } from './ports-of.ts'
import type { Problem } from './problem.ts'
import { type Edge, edgeId, type Spec } from './spec.ts'

/** All that wiring asks of a catalogue, so that a browser, which has no node's code, can ask it too. */
export type Wiring = ReadonlyMap<
  string,
  Pick<NodeDefinition, 'title' | 'inputs' | 'outputs' | 'portParams'> & { effect?: boolean }
>

/** Everything that is wrong with how nodes are wired. Parameters and columns are looked at by `inspect`. */
export function check(spec: Spec, catalogue: Wiring): Problem[] {
  return [
    ...(Object.keys(spec.nodes).length === 0 ? [emptyPipeline] : []),
    ...Object.entries(spec.nodes).flatMap(([id, { kind }]) =>
      catalogue.has(kind) ? [] : [unknownKind(spec, catalogue, id, kind)],
    ),
    ...Object.entries(spec.edges).flatMap(([id, edge]) => edgeProblem(spec, catalogue, id, edge) ?? []),
    ...Object.keys(spec.nodes).flatMap((id) => inputProblems(spec, catalogue, id)),
    ...cycleProblem(spec),
  ]
}

const emptyPipeline: Problem = { severity: 'error', message: 'nothing to run: the pipeline has no nodes', at: {} }

const unknownKind = (spec: Spec, catalogue: Wiring, node: string, kind: string): Problem => ({
  severity: 'error',
  message: `unknown kind of node: ${kind}`,
  at: { node },
  hint: otherName(kind, catalogue.keys()),
  fix: remove(spec, [node]),
})

function edgeProblem(spec: Spec, catalogue: Wiring, id: string, edge: Edge): Problem | undefined {
  const wrong = misfit(spec, catalogue, edge)
  return (
    wrong && {
      severity: 'error',
      ...wrong,
      at: { node: edge.to.node, port: edge.to.port, edge: id },
      fix: remove(spec, [], [id]),
    }
  )
}

/** Why an edge's two ends do not fit, if so. */
function misfit(spec: Spec, catalogue: Wiring, { from, to }: Edge): Pick<Problem, 'message' | 'hint'> | undefined {
  const source = spec.nodes[from.node]
  const target = spec.nodes[to.node]
  if (!source || !target) {
    const gone = source ? to.node : from.node
    return { message: `wire to a node that is gone: ${gone}`, hint: otherName(gone, Object.keys(spec.nodes)) }
  }
  const [giver, taker] = [catalogue.get(source.kind), catalogue.get(target.kind)]
  if (!giver || !taker) return undefined
  const { outputs: output } = portsOf(giver, source.params)
  const { inputs: input } = portsOf(taker, target.params)
  const [given, wanted] = [output[from.port], input[to.port]]
  if (!given)
    return { message: `no such output: ${from.node}.${from.port}`, hint: otherName(from.port, Object.keys(output)) }
  if (!wanted) return { message: `no such input: ${to.node}.${to.port}`, hint: otherName(to.port, Object.keys(input)) }
  return given.type === wanted.type
    ? undefined
    : { message: `this input takes a ${wanted.type}, the wire brings a ${given.type}` }
}

/** Why a wire that is being drawn would be refused, if so. */
export function refusal(spec: Spec, catalogue: Wiring, edge: Edge): string | undefined {
  if (edge.from.node === edge.to.node) return 'a node cannot feed itself'
  if (spec.edges[edgeId(edge)]) return 'these ports are connected already'
  const wrong = misfit(spec, catalogue, edge)
  if (wrong) return wrong.message
  if (edgesInto(spec, edge.to.node).some(([, { to }]) => to.port === edge.to.port))
    return `this input has a wire already: ${edge.to.port}`
  if (downstream(spec, edge.to.node).has(edge.from.node)) return 'this would close a circle'
  return undefined
}

function inputProblems(spec: Spec, catalogue: Wiring, node: string): Problem[] {
  const drawn = spec.nodes[node]
  const definition = catalogue.get(drawn?.kind ?? '')
  if (!definition || !drawn) return []
  const edges = edgesInto(spec, node)
  return Object.entries(portsOf(definition, drawn.params).inputs).flatMap(([port, { optional, type }]): Problem[] => {
    const wires = edges.filter(([, { to }]) => to.port === port)
    if (wires.length > 1)
      return [
        {
          severity: 'error',
          message: `${wires.length} wires into one input: ${port}`,
          at: { node, port },
          hint: 'join or stack the tables first',
          fix: remove(
            spec,
            [],
            wires.slice(1).map(([id]) => id),
          ),
        },
      ]
    return wires.length === 0 && !optional
      ? [
          {
            severity: 'error',
            message: `input not connected: ${port}`,
            at: { node, port },
            hint: `draw a wire from a ${type}: ${givers(catalogue, type)}`,
          },
        ]
      : []
  })
}

const mostGivers = 4

/** Titles of nodes with an output of a type, those first that make it and do nothing else. */
function givers(catalogue: Wiring, type: PortType): string {
  const all = [...catalogue.values()].sort((a, b) => Number(a.effect ?? false) - Number(b.effect ?? false))
  const titles = all.flatMap(({ title, outputs }) =>
    Object.values(outputs).some((output) => output.type === type) ? [title] : [],
  )
  const others = titles.length > mostGivers ? ' and others give one' : titles.length === 1 ? ' gives one' : ' give one'
  return `${titles.slice(0, mostGivers).join(', ')}${others}`
}

function cycleProblem(spec: Spec): Problem[] {
  const { cyclic } = order(spec)
  const [first] = cyclic
  const edge = first && spec.edges[first]
  if (!edge) return []
  return [
    {
      severity: 'error',
      message: `the wires form a circle: ${cyclic.join(', ')}`,
      at: { node: edge.to.node, edge: first },
      hint: 'remove one of these wires',
      fix: remove(spec, [], [first]),
    },
  ]
}

/** The one-click mend for a fitted node without a split: a split node on the wire that brings its rows. */
export function insertSplit(spec: Spec, catalogue: Catalogue, node: string, port: string): Edit | undefined {
  const kind = [...catalogue.values()].find(({ splits }) => splits)?.kind
  const [found] = edgesInto(spec, node).filter(([, { to }]) => to.port === port)
  if (!found || !kind) return undefined
  const [id, wire] = found
  const split = freshId('split', new Set(Object.keys(spec.nodes)))
  const [a, b] = [spec.nodes[wire.from.node]?.position, spec.nodes[node]?.position]
  const before: Edge = { from: wire.from, to: { node: split, port: 'rows' } }
  const after: Edge = { from: { node: split, port: 'rows' }, to: wire.to }
  return {
    ...addNode(split, {
      kind,
      params: {},
      ...(a && b && { position: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 + 90 } }),
    }),
    label: 'insert a split',
    edges: { [id]: [wire, undefined], [edgeId(before)]: [undefined, before], [edgeId(after)]: [undefined, after] },
  }
}
