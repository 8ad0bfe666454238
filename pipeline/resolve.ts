import type { Catalogue, FileValue, NodeDefinition } from './define-node.ts'
import { Fault } from './fault.ts'
import { otherName } from './nearest.ts'
import { paramFault } from './param-fault.ts'
import { metaOf, paramsWithWidget } from './params.ts'
import type { Parameter, Spec, SpecNode } from './spec.ts'

/** Project files by the name that a spec uses (`sales.csv` or `sales.csv@3`). */
export type Files = Readonly<Record<string, FileValue>>

export interface ResolvedNode {
  definition: NodeDefinition
  params: Record<string, unknown>
  /** By parameter. */
  files: Record<string, FileValue>
}

/** All file names that a spec mentions. */
export const fileNames = (spec: Spec, catalogue: Catalogue): string[] =>
  Object.values(spec.nodes).flatMap((node) => {
    const definition = catalogue.get(node.kind)
    return definition
      ? paramsWithWidget(definition.params, 'file').flatMap((param) => {
          const name = substituted(node.params[param], spec.parameters)
          return typeof name === 'string' && name ? [name] : []
        })
      : []
  })

/** A node with its parameters parsed and its files found. Faults: INVALID_GRAPH, INVALID_INPUT, NOT_FOUND, each with its param. */
export function resolveNode(
  node: SpecNode,
  spec: Pick<Spec, 'parameters'>,
  catalogue: Catalogue,
  files: Files,
): ResolvedNode {
  const definition = catalogue.get(node.kind)
  if (!definition)
    throw new Fault('INVALID_GRAPH', `unknown kind of node: ${node.kind}`, {
      hint: otherName(node.kind, catalogue.keys()),
    })
  const given = substituted(node.params, spec.parameters)
  const parsed = definition.params.strict().safeParse(given)
  if (!parsed.success) throw paramFault(definition.params, given, parsed.error)
  const found = paramsWithWidget(definition.params, 'file').flatMap((param) => {
    const name = parsed.data[param]
    if (typeof name !== 'string') return []
    const file = files[name]
    if (!file)
      throw new Fault('NOT_FOUND', `no such file: ${name}`, {
        at: { param },
        hint: 'upload it, or choose another file',
      })
    const wanted = metaOf(definition.params, param)?.accepts ?? 'table'
    if ((file.format === 'ipynb') !== (wanted === 'notebook'))
      throw new Fault('INVALID_INPUT', `not a ${wanted}: ${name}`, {
        at: { param },
        hint: wanted === 'notebook' ? 'choose a file that ends in .ipynb' : 'run it by a Run notebook node',
      })
    return [[param, file] as const]
  })
  return { definition, params: parsed.data, files: Object.fromEntries(found) }
}

export function substituted<T>(value: T, parameters: Record<string, Parameter>): T | Parameter {
  if (typeof value === 'string') {
    const name = /^\{\{\s*([a-z][a-z0-9_]*)\s*\}\}$/.exec(value)?.[1]
    if (!name) return value
    const given = parameters[name]
    if (given === undefined)
      throw new Fault('INVALID_INPUT', `no such pipeline parameter: ${name}`, {
        hint: otherName(name, Object.keys(parameters)),
      })
    return given
  }
  if (Array.isArray(value)) return value.map((item) => substituted(item, parameters)) as T
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substituted(item, parameters)])) as T
  return value
}

/** Overrides for a run: a pipeline parameter by its name, or a node's by `node.param`. Text is read as JSON where it can be. */
export function override(spec: Spec, overrides: Record<string, string | number | boolean>): Spec {
  const next: Spec = structuredClone(spec)
  for (const [name, given] of Object.entries(overrides)) {
    const dot = name.indexOf('.')
    const target = dot > 0 && Object.hasOwn(next.nodes, name.slice(0, dot)) && next.nodes[name.slice(0, dot)]
    if (target) target.params[name.slice(dot + 1)] = readValue(given)
    else if (Object.hasOwn(next.parameters, name)) next.parameters[name] = readParameter(name, given)
    else
      throw new Fault('INVALID_INPUT', `nothing to set by this name: ${name}`, {
        hint: `use NODE.PARAM, or one of: ${Object.keys(next.parameters).join(', ') || '(the pipeline declares no parameters)'}`,
      })
  }
  return next
}

function readParameter(name: string, given: string | number | boolean): Parameter {
  const value = readValue(given)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  throw new Fault('INVALID_INPUT', `a pipeline parameter is one text, number or yes/no: ${name}`, {
    hint: 'give one value; for a list, set the parameter of the node: NODE.PARAM',
  })
}

function readValue(given: string | number | boolean): unknown {
  if (typeof given !== 'string') return given
  try {
    return JSON.parse(given) as unknown
  } catch {
    return given
  }
}
