import { z } from 'zod'

export type LabelRow = Record<string, unknown>

/** Names of columns, where they are not called as usual. */
export interface LabelColumns {
  prediction?: string | undefined
  label?: string | undefined
}

export interface ReadLabel {
  row: number
  prediction: string
  given: unknown
  at: Date | undefined
}

export interface RefusedLabel {
  /** From 1. */
  row: number
  reason: string
}

const idNames = ['prediction', 'prediction_id', 'prediction id', 'id']
const uuid = z.uuid()
const time = z.iso.datetime({ offset: true, local: true })

/** What a row says of which prediction; `target` is how the models of the endpoint call their answer. */
export function readRow(
  row: LabelRow,
  number: number,
  { prediction, label }: LabelColumns,
  target: string | undefined,
): ReadLabel | RefusedLabel {
  const refused = (reason: string): RefusedLabel => ({ row: number, reason })
  const idColumn = prediction ? prediction : idNames.find((name) => uuid.safeParse(row[name]).success)
  const id = idColumn === undefined ? undefined : row[idColumn]
  if (!uuid.safeParse(id).success)
    return refused(
      prediction
        ? `no id of a prediction in ${prediction}: ${text(id)}`
        : `no id of a prediction in any of ${idNames.join(', ')}`,
    )
  const names = label ? [label] : ['label', ...(target ? [target] : [])]
  const labelColumn = names.find((name) => name in row)
  if (labelColumn === undefined) return refused(`no column with the label: ${names.join(' or ')}`)
  const given = row[labelColumn]
  if (given === null || given === undefined || given === '') return refused('no label')
  const { at = null } = row
  if (at === null || at === '') return { row: number, prediction: String(id), given, at: undefined }
  const written = String(at).replace(' ', 'T')
  if (!time.safeParse(written).success) return refused(`not a time: ${text(at)}`)
  const known = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(written) ? written : `${written}Z`)
  return { row: number, prediction: String(id), given, at: known }
}

const text = (value: unknown) => String(value ?? 'nothing').slice(0, 80)
