import { canonical } from '#pipeline/canonical.ts'

/** One thing of several versions: a value for each, null where one has none. */
export interface ComparedRow<T> {
  name: string
  values: (T | null)[]
  differs: 'differs' | 'same'
  /** Which are the best, by their places. */
  best?: number[]
}

/** Records side by side: what differs first, within that in the order in which names first came. */
export function rowsOf<T>(records: readonly Readonly<Record<string, T>>[]): ComparedRow<T>[] {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))]
  const rows = names.map((name): ComparedRow<T> => {
    const values = records.map((record) => record[name] ?? null)
    const same = values.every((value) => canonical(value) === canonical(values[0]))
    return { name, values, differs: same ? 'same' : 'differs' }
  })
  return [...rows.filter(({ differs }) => differs === 'differs'), ...rows.filter(({ differs }) => differs === 'same')]
}
