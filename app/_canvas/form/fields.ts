import type { FieldMeta } from '#pipeline/params.ts'

export type FieldKind =
  | 'text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'choice'
  | 'texts'
  | 'list'
  | 'unsupported'
  | NonNullable<FieldMeta['widget']>

/** One parameter, as the form shows it. */
export interface Field {
  name: string
  title: string
  description?: string
  kind: FieldKind
  /** The input port whose columns are offered. */
  of?: string
  role?: string
  when?: FieldMeta['when']
  accepts?: FieldMeta['accepts']
  suggest?: FieldMeta['suggest']
  required: boolean
  /** It may be set to nothing, which is something else than its default. */
  nullable?: true
  default?: unknown
  minimum?: number
  maximum?: number
  options?: (string | number)[]
  /** What each item of a list asks for. */
  items?: Field[]
}

interface Schema extends FieldMeta {
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: (string | number)[]
  const?: string | number
  anyOf?: Schema[]
  default?: unknown
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  maxLength?: number
}

/** The form of a node's parameters: the only thing it is made from is their JSON schema. */
export function fieldsOf(schema: unknown): Field[] {
  const { properties = {}, required = [] } = schema as Schema
  return Object.entries(properties).map(([name, property]) => fieldOf(name, property, required.includes(name)))
}

function fieldOf(name: string, schema: Schema, required: boolean): Field {
  const plain = withoutNull(schema)
  const options = plain.enum ?? constants(plain)
  const minimum = plain.minimum ?? plain.exclusiveMinimum
  const maximum = plain.maximum ?? plain.exclusiveMaximum
  const meta: FieldMeta = { ...plain, ...schema }
  return {
    name,
    title: meta.title ?? titleOf(name),
    kind: meta.widget ?? kindOf(plain, options),
    required: required && schema.default === undefined,
    ...(mayBeNull(schema) && { nullable: true }),
    ...(meta.description && { description: meta.description }),
    ...(meta.of && { of: meta.of }),
    ...(meta.role && { role: meta.role }),
    ...(meta.when && { when: meta.when }),
    ...(meta.accepts && { accepts: meta.accepts }),
    ...(meta.suggest && { suggest: meta.suggest }),
    ...(schema.default !== undefined && { default: schema.default }),
    ...(isBound(minimum) && { minimum }),
    ...(isBound(maximum) && { maximum }),
    ...(options && { options }),
    ...(plain.items?.properties && { items: fieldsOf(plain.items) }),
  }
}

function kindOf(schema: Schema, options: unknown[] | undefined): FieldKind {
  if (options) return 'choice'
  const [type] = [schema.type].flat().filter((name) => name !== 'null')
  switch (type) {
    case 'string':
      return 'text'
    case 'integer':
    case 'number':
    case 'boolean':
      return type
    case 'array':
      return schema.items?.properties ? 'list' : schema.items?.type === 'string' ? 'texts' : 'unsupported'
    default:
      return 'unsupported'
  }
}

const mayBeNull = ({ type, anyOf = [] }: Schema): boolean =>
  [type, ...anyOf.map((one) => one.type)].flat().includes('null')

function withoutNull(schema: Schema): Schema {
  const [only, ...more] = schema.anyOf?.filter(({ type }) => type !== 'null') ?? []
  return only && more.length === 0 ? only : schema
}

const constants = ({ anyOf }: Schema): (string | number)[] | undefined =>
  anyOf?.length && anyOf.every((item) => item.const !== undefined) ? anyOf.map((item) => item.const ?? '') : undefined

// zod writes ±(2^53 − 1) for plain integers: no bound that a person means.
const isBound = (bound: number | undefined): bound is number =>
  bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER

/** `learningRate` → `Learning rate`. */
export function titleOf(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/[-_]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}

/** The value in force: what is set, or else the default. */
export function currentOf(field: Field, params: Record<string, unknown>): unknown {
  const set = params[field.name]
  return set === undefined || (set === null && !field.nullable) ? field.default : set
}

/** Fields that apply, given the values of the others. */
export const shownFields = (fields: readonly Field[], params: Record<string, unknown>): Field[] =>
  fields.filter(({ when }) => {
    if (!when) return true
    const other = fields.find(({ name }) => name === when.param)
    const value = other ? currentOf(other, params) : params[when.param]
    return when.is.some((wanted) => wanted === value)
  })

/** Sets a parameter; undefined puts it back to its default. */
export function withParam(params: Record<string, unknown>, name: string, value: unknown): Record<string, unknown> {
  const { [name]: _, ...rest } = params
  return value === undefined ? rest : { ...rest, [name]: value }
}
