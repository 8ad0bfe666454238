import { type Order, readOrder } from '../../_list/arrange.ts'
import { gradeTag } from '../push/grade-mark.tsx'
import { type Column, columnsText, nameColumn, orderByOf, readColumns, usualColumns } from './columns.ts'
import type { Question, Wished } from './use-rows.ts'

type Address = (name: string) => string | undefined

export interface TableState {
  question: Question
  wished: Wished
  order: Order
  columns: Column[]
  /** Of the columns, without the name, which is always there. */
  ids: string[]
}

/** What of the table is seen, from its address: on the server as in the browser, so that the first paint has its rows. */
export function tableStateOf(
  get: Address,
  experiments: number[],
  keys: Parameters<typeof usualColumns>[0] | undefined,
): TableState {
  const filter = get('filter') ?? ''
  const order = readOrder(get('sort') ?? '-started')
  const lifecycle = lifecycleOf(get)
  const flat = get('flat') !== undefined || filter !== '' || lifecycle === 'deleted'
  const asked = get('columns')
  const ids =
    asked === undefined
      ? usualColumns(keys ?? [], experiments.length > 1 ? 'several' : 'one', flat ? 'flat' : 'nested')
      : readColumns(asked).map(({ id }) => id)
  const columns = [nameColumn, ...readColumns(columnsText(ids))]
  const of = (entity: string) => columns.filter((one) => one.entity === entity).map(({ key }) => key)
  return {
    question: { experiments, lifecycle, filter, orderBy: orderByOf(order), shape: flat ? 'flat' : 'nested' },
    wished: { params: of('params'), metrics: of('metrics'), tags: [...new Set([...of('tags'), gradeTag])] },
    ...{ order, columns, ids },
  }
}

export const lifecycleOf = (get: Address): Question['lifecycle'] => (get('trash') ? 'deleted' : 'active')

/** The experiment of the page, and those beside it. */
export function experimentsOf(own: number, get: Address): number[] {
  const others = (get('with') ?? '').split(',').filter(Boolean).map(Number)
  return [...new Set([own, ...others.filter((one) => Number.isInteger(one) && one >= 0)])]
}
