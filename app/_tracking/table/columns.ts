import type { Order } from '../../_list/arrange.ts'

export const attributes = ['status', 'started', 'took', 'user', 'kind', 'experiment'] as const
export type Attribute = (typeof attributes)[number]

export type Column =
  | { entity: 'attributes'; key: Attribute | 'name'; id: string }
  | { entity: 'metrics' | 'params' | 'tags'; key: string; id: string }

const searchNames: Record<Attribute | 'name', string> = {
  name: 'run_name',
  status: 'status',
  started: 'start_time',
  took: 'duration',
  user: 'user_id',
  kind: 'kind',
  experiment: 'experiment_id',
}

export const nameColumn: Column = { entity: 'attributes', key: 'name', id: 'name' }

/** `metrics.loss`, `started`; undefined for what is no column. */
export function columnOf(id: string): Column | undefined {
  const [, entity, key] = /^(metrics|params|tags)\.(.+)$/s.exec(id) ?? []
  if (entity && key) return { entity: entity as 'metrics', key, id }
  return id === 'name' || attributes.some((one) => one === id)
    ? { entity: 'attributes', key: id as Attribute, id }
    : undefined
}

/** Columns as they stand in an address. Commas part them, so those in names are disguised. */
export const columnsText = (ids: readonly string[]): string => ids.map((id) => id.replaceAll(',', '%2C')).join(',')

export const readColumns = (text: string): Column[] =>
  text.split(',').flatMap((id) => columnOf(id.replaceAll('%2C', ',')) ?? [])

/** As the search language writes a name; nothing for one with both kinds of quotes, which it cannot write. */
export function searchName({ entity, key }: Pick<Column, 'entity' | 'key'>): string | undefined {
  if (entity === 'attributes') return searchNames[key as Attribute]
  if (/^[\p{L}\p{N}_][\p{L}\p{N}_.\-/:]*$/u.test(key)) return `${entity}.${key}`
  const quote = ['`', '"'].find((one) => !key.includes(one))
  return quote && `${entity}.${quote}${key}${quote}`
}

export function orderByOf({ key, direction }: Order): string[] {
  const column = columnOf(key)
  const name = column && searchName(column)
  return name ? [`${name} ${direction === -1 ? 'desc' : 'asc'}`] : []
}

interface KeyFacts {
  entity: 'param' | 'metric' | 'tag'
  key: string
  varies: boolean
}

/** What a table shows to whom has chosen nothing: the usual metrics, and the parameters that differ. */
export function usualColumns(keys: readonly KeyFacts[], several: 'one' | 'several'): string[] {
  const of = (entity: KeyFacts['entity']) => keys.filter((one) => one.entity === entity)
  const params = of('param')
  const telling = params.some(({ varies }) => varies) ? params.filter(({ varies }) => varies) : params
  return [
    ...(several === 'several' ? ['experiment'] : []),
    'started',
    'took',
    ...of('metric')
      .slice(0, 5)
      .map(({ key }) => `metrics.${key}`),
    ...telling.slice(0, 5).map(({ key }) => `params.${key}`),
  ]
}
