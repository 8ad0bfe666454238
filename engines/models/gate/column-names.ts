import type { Model } from '../onnx/read.ts'

const keys = ['feature_names', 'features', 'columns', 'input_names', 'column_names']

/** Names of the columns, where the file has a list of just so many, under a usual key or in its own description. */
export function columnNames({ metadata, doc }: Pick<Model, 'metadata' | 'doc'>, count: number): string[] | undefined {
  return [...keys.map((key) => metadata[key]), doc]
    .map((text) => listIn(text))
    .find((names) => names?.length === count && new Set(names).size === count)
}

/** Names of classes, likewise. */
export const classNames = ({ metadata }: Pick<Model, 'metadata'>, count: number): string[] | undefined =>
  ['classes', 'class_names', 'labels', 'names']
    .map((key) => listIn(metadata[key]))
    .find((names) => names?.length === count && new Set(names).size === count)

/** As JSON, alone or within an object under a usual key, or with commas or lines between. */
function listIn(text: string | undefined): string[] | undefined {
  if (!text || text.length > 1_000_000) return undefined
  const read = parsed(text)
  const list = Array.isArray(read)
    ? read
    : typeof read === 'object' && read !== null
      ? keys.map((key) => (read as Record<string, unknown>)[key]).find(Array.isArray)
      : text.split(text.includes('\n') ? '\n' : ',').map((name) => name.trim())
  const names = list
    ?.map((name: unknown) => String(name))
    .filter((name: string) => name.length > 0 && name.length <= 500)
  return names && names.length > 0 ? names : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
