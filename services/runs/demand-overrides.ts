import { z } from 'zod'
import type { Catalogue } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { paramFault } from '#pipeline/param-fault.ts'
import { override } from '#pipeline/resolve.ts'
import type { Spec } from '#pipeline/spec.ts'

type Overrides = Record<string, string | number | boolean>

/**
 * What is set for runs of later is refused now for what would refuse each of them. A pipeline that is not ready yet may be
 * set up all the same: only what is set is looked at. Faults: INVALID_INPUT at the overrides.
 */
export function demandOverrides(spec: Spec, catalogue: Catalogue, overrides: Overrides): void {
  try {
    const { nodes } = override(spec, overrides)
    for (const [name, given] of Object.entries(overrides)) {
      const dot = name.indexOf('.')
      const [id, param] = [name.slice(0, dot), name.slice(dot + 1)]
      const node = dot > 0 && Object.hasOwn(nodes, id) ? nodes[id] : undefined
      const definition = node && catalogue.get(node.kind)
      if (definition) demandParam(definition.params, { id, param, value: node.params[param], given })
    }
  } catch (thrown) {
    const { code, message, at, hint, cause } = Fault.of(thrown)
    throw new Fault(code, message, { at: { ...at, param: 'overrides' }, ...(hint && { hint }), cause })
  }
}

interface Wanted {
  id: string
  param: string
  value: unknown
  given: string | number | boolean
}

function demandParam(params: z.ZodObject, { id, param, value, given }: Wanted): void {
  const set = { [param]: value }
  // One by one and without what they demand of each other, which a text that is still to be filled in cannot meet.
  const parsed = z.strictObject(params.shape).safeParse(set)
  const filledLater = typeof given === 'string' && given.includes('{{')
  const issues = (parsed.error?.issues ?? []).filter(({ code, path: [first] }) =>
    first === undefined ? code === 'unrecognized_keys' : first === param && !filledLater,
  )
  if (issues.length > 0) throw paramFault(params, set, new z.ZodError(issues)).within({ node: id })
}
