export type Sortable = string | number | Date | null | undefined

/** `name` upwards, `-name` downwards. */
export interface Order {
  key: string
  direction: 1 | -1
}

export const readOrder = (text: string): Order =>
  text.startsWith('-') ? { key: text.slice(1), direction: -1 } : { key: text, direction: 1 }

export const orderText = ({ key, direction }: Order): string => (direction === -1 ? `-${key}` : key)

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Sorted by what `by` gives; rows without a value last, whichever way. */
export function arranged<T>(rows: readonly T[], by: ((row: T) => Sortable) | undefined, direction: 1 | -1): T[] {
  if (!by) return [...rows]
  return [...rows].sort((a, b) => {
    const [left, right] = [by(a), by(b)]
    if (left == null || right == null) return Number(left == null) - Number(right == null)
    if (typeof left === 'string' && typeof right === 'string') return collator.compare(left, right) * direction
    return (Number(left) - Number(right)) * direction
  })
}

/** Every word of the query somewhere in the text. */
export const matches = (text: string, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word))
