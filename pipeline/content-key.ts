import { contentHash } from './canonical.ts'
import type { FileValue, NodeDefinition } from './define-node.ts'
import { paramsWithWidget } from './params.ts'

export interface KeyedInput {
  key: string
  port: string
}

/**
 * The name of what a step makes: a Merkle key over the node's kind and version, its parsed parameters, the bytes of the
 * files it names and the keys of its inputs. Never over node ids, names, positions or file names.
 */
export function contentKey(
  definition: NodeDefinition,
  params: Record<string, unknown>,
  files: Record<string, FileValue>,
  inputs: Record<string, KeyedInput>,
): string {
  const fileParams = paramsWithWidget(definition.params, 'file')
  const content = Object.fromEntries(
    Object.entries(params).map(([name, value]) =>
      fileParams.includes(name) ? [name, files[name] && bytesOf(files[name])] : [name, value],
    ),
  )
  return contentHash({ kind: definition.kind, version: definition.version, params: content, inputs })
}

const bytesOf = ({ sha256, format, dialect }: FileValue) => ({ sha256, format, dialect })

/** The name of a revision's content: what executes, without names, notes and positions. */
export const specKey = (spec: {
  nodes: Record<string, { kind: string; params: unknown }>
  edges: unknown
  parameters: unknown
}): string =>
  contentHash({
    nodes: Object.fromEntries(Object.entries(spec.nodes).map(([id, { kind, params }]) => [id, { kind, params }])),
    edges: spec.edges,
    parameters: spec.parameters,
  })
