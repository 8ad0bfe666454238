import { z } from 'zod'
import { Fault } from './fault.ts'
import { wish } from './param-fault.ts'

export const nodeId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens, a letter first')

const position = z.object({ x: z.number(), y: z.number() })

export const specNode = z.object({
  kind: z.string(),
  /** The user's name for it; the kind's title when absent. */
  name: z.string().max(120).optional(),
  params: z.record(z.string(), z.unknown()).default({}),
  position: position.optional(),
  notes: z.string().max(4000).optional(),
})
export type SpecNode = z.infer<typeof specNode>

const portRef = z.object({ node: nodeId, port: z.string() })
export type PortRef = z.infer<typeof portRef>

export const edge = z.object({ from: portRef, to: portRef })
export type Edge = z.infer<typeof edge>

/** A value that a run may override. A node parameter uses it as the whole string `{{ name }}`. */
export const parameter = z.union([z.string(), z.number(), z.boolean()])
export type Parameter = z.infer<typeof parameter>

/** A pipeline as it is drawn. Nothing here says whether it makes sense: `check` does. */
export const spec = z.object({
  espalier: z.literal(1),
  name: z.string().min(1).max(120),
  description: z.string().max(4000).optional(),
  parameters: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), parameter).default({}),
  nodes: z.record(nodeId, specNode).default({}),
  edges: z.record(z.string(), edge).default({}),
})
export type Spec = z.infer<typeof spec>

export const edgeId = ({ from, to }: Edge): string => `${from.node}.${from.port}->${to.node}.${to.port}`

export const emptySpec = (name: string): Spec => ({ espalier: 1, name, parameters: {}, nodes: {}, edges: {} })

function mustBe(issue: z.core.$ZodIssue, input: unknown): string {
  if (issue.code === 'invalid_key') return `is not a name: ${issue.issues[0]?.message ?? 'it does not fit'}`
  const value = issue.path.reduce<unknown>((inside, key) => (inside as Record<PropertyKey, unknown>)?.[key], input)
  return value === undefined ? 'is missing' : wish(issue, value, undefined).may
}

/** Reads a spec of unknown origin. Faults: INVALID_INPUT with the path of the first wrong place. */
export function parseSpec(input: unknown): Spec {
  const result = spec.safeParse(input)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const path = issue?.path.map(String) ?? []
  throw new Fault(
    'INVALID_INPUT',
    `not a pipeline: ${path.join('.') || 'document'} ${issue ? mustBe(issue, input) : 'does not fit'}`,
    {
      ...(path[0] === 'nodes' && path[1] && { at: { node: path[1] } }),
      hint: 'compare with an exported pipeline: espalier pipeline export NAME',
      cause: result.error,
    },
  )
}
