import type { Catalogue } from './define-node.ts'
import { substituted } from './resolve.ts'
import type { Spec } from './spec.ts'

export interface Registered {
  node: string
  model: string
  alias?: string | undefined
}

/** What a pipeline puts into the registry, as far as it can be read from its nodes: one that is not finished says nothing. */
export function registeredBy(spec: Spec, catalogue: Catalogue): Registered[] {
  return Object.entries(spec.nodes).flatMap(([node, { kind, params }]) => {
    const definition = catalogue.get(kind)
    if (!definition?.registers) return []
    try {
      return [{ node, ...definition.registers(definition.params.parse(substituted(params, spec.parameters))) }]
    } catch {
      return []
    }
  })
}
