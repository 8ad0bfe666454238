import { z } from 'zod'

const known = new WeakMap<z.ZodType, z.ZodType>()

/**
 * The schema, except that its objects refuse keys they do not name, however deep in objects, lists and choices. What
 * says itself how it takes other keys, records and what is computed from them stay as they are.
 */
export function strictly<S extends z.ZodType>(schema: S): S {
  const made = known.get(schema) ?? rebuilt(schema)
  known.set(schema, made)
  return made as S
}

function rebuilt(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    if (schema.def.catchall) return schema
    const shape = Object.fromEntries(Object.entries(schema.def.shape).map(([key, value]) => [key, inner(value)]))
    return schema.clone({ ...schema.def, shape, catchall: z.never() })
  }
  if (schema instanceof z.ZodArray) return schema.clone({ ...schema.def, element: inner(schema.def.element) })
  if (schema instanceof z.ZodUnion) return schema.clone({ ...schema.def, options: schema.def.options.map(inner) })
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  )
    return schema.clone({ ...schema.def, innerType: inner(schema.def.innerType) } as never)
  return schema
}

const inner = <T extends z.core.SomeType>(type: T): T => strictly(type as unknown as z.ZodType) as unknown as T
