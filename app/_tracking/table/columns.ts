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

export interface KeyFacts {
  entity: 'param' | 'metric' | 'tag'
  key: string
  varies: boolean
  top: number
  topVaries: boolean
}

/** Times that every search logs stand behind what was searched for. */
const isAside = (key: string) => /(^|[_./ ])(time|duration|seconds|epoch)s?$/i.test(key) || key.startsWith('system/')

const most = 5
/** For what stands at the top, where others stand beneath it that are described by other names. */
const mostOfTop = 3

/** The usual ones first; at first glance only what stands at the top is there, so what describes it goes before. */
function telling(keys: readonly KeyFacts[], shape: Shape): string[] {
  const sorted = [...keys.filter(({ key }) => !isAside(key)), ...keys.filter(({ key }) => isAside(key))]
  const top = shape === 'nested' ? sorted.filter((one) => one.top > 0).sort((a, b) => b.top - a.top) : []
  const varied = top.filter((one) => one.topVaries)
  const ahead = (varied.length > 0 ? varied : top).slice(0, mostOfTop)
  return [...new Set([...ahead, ...sorted, ...top])].slice(0, most).map(({ key }) => key)
}

type Shape = 'flat' | 'nested'

/** What a table shows to whom has chosen nothing: the usual metrics, and the parameters that differ. */
export function usualColumns(keys: readonly KeyFacts[], several: 'one' | 'several', shape: Shape): string[] {
  const of = (entity: KeyFacts['entity']) => keys.filter((one) => one.entity === entity)
  const params = of('param')
  const differing = params.filter((one) => one.varies || one.topVaries)
  const atTop = shape === 'nested' && !differing.some((one) => one.top > 0) ? params.filter((one) => one.top > 0) : []
  return [
    ...(several === 'several' ? ['experiment'] : []),
    'started',
    'took',
    ...telling(of('metric'), shape).map((key) => `metrics.${key}`),
    ...telling(differing.length > 0 ? [...differing, ...atTop] : params, shape).map((key) => `params.${key}`),
  ]
}
