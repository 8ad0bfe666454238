import { check } from './check.ts'
import { contentKey, type KeyedInput } from './content-key.ts'
import type { Catalogue, FileValue } from './define-node.ts'
import { Fault } from './fault.ts'
import { edgesInto, order } from './graph.ts'
import { type Files, resolveNode } from './resolve.ts'
import type { PortRef, Spec } from './spec.ts'

export interface Step {
  node: string
  kind: string
  title: string
  key: string
  params: Record<string, unknown>
  files: Record<string, FileValue>
  /** Where each connected input comes from. */
  inputs: Record<string, PortRef>
  /** Where the body runs: `short` steps need no kernel and take seconds at most. */
  length: 'short' | 'long'
  /** Never reused: it changes the platform, or what it reads changes. */
  effect: boolean
}

export interface Plan {
  /** In topological order. */
  steps: Step[]
}

/** Faults: INVALID_GRAPH for wiring; what `resolveNode` throws, with its node. */
export function compile(spec: Spec, catalogue: Catalogue, files: Files): Plan {
  const [wrong] = check(spec, catalogue).filter(({ severity }) => severity === 'error')
  if (wrong) throw new Fault('INVALID_GRAPH', wrong.message, { at: wrong.at, ...(wrong.hint && { hint: wrong.hint }) })

  const keys = new Map<string, string>()
  const live = new Set<string>()
  const steps = order(spec).sorted.map((id): Step => {
    const node = spec.nodes[id]
    if (!node) throw new Fault('INTERNAL', `not a node: ${id}`)
    try {
      const resolved = resolveNode(node, spec, catalogue, files)
      const inputs = Object.fromEntries(edgesInto(spec, id).map(([, { from, to }]) => [to.port, from]))
      const keyed = Object.fromEntries(
        Object.entries(inputs).map(([port, from]): [string, KeyedInput] => [
          port,
          { key: keys.get(from.node) ?? '', port: from.port },
        ]),
      )
      const key = contentKey(resolved.definition, resolved.params, resolved.files, keyed)
      keys.set(id, key)
      if (resolved.definition.live || Object.values(inputs).some(({ node }) => live.has(node))) live.add(id)
      return {
        node: id,
        kind: node.kind,
        title: node.name ?? resolved.definition.title,
        key,
        params: resolved.params,
        files: resolved.files,
        inputs,
        length: 'python' in resolved.definition || resolved.definition.long ? 'long' : 'short',
        effect: resolved.definition.effect ?? live.has(id),
      }
    } catch (thrown) {
      throw Fault.of(thrown).within({ node: id })
    }
  })
  return { steps }
}
