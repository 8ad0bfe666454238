import type { NodeDefinition } from './define-node.ts'
import type { Ports, PortType } from './ports/index.ts'

interface BothSides {
  inputs: Ports
  outputs: Ports
}

type Kind = Pick<NodeDefinition, 'inputs' | 'outputs' | 'portParams'>

const known = new WeakMap<Kind, WeakMap<object, BothSides>>()

/** The ports of a node: those of its kind, and those that its parameters name. The same object for the same parameters. */
export function portsOf(kind: Kind, params: Record<string, unknown>): BothSides {
  const { portParams } = kind
  if (!portParams) return kind
  const ofKind = known.get(kind) ?? new WeakMap<object, BothSides>()
  known.set(kind, ofKind)
  const former = ofKind.get(params)
  if (former) return former
  const ports = {
    inputs: { ...kind.inputs, ...named(portParams.inputs, params) },
    outputs: { ...kind.outputs, ...named(portParams.outputs, params) },
  }
  ofKind.set(params, ports)
  return ports
}

function named(types: Record<string, PortType>, params: Record<string, unknown>): Ports {
  const ports: Ports = {}
  for (const [param, type] of Object.entries(types)) {
    const names = params[param]
    if (!Array.isArray(names)) continue
    for (const name of names)
      if (typeof name === 'string' && name) ports[name] = { type, doc: `The ${type} called ${name}.` }
  }
  return ports
}
