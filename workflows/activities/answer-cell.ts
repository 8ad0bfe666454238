/** What an app answers, as one cell: of a label its name, of what is neither text nor number its JSON. */
export function answerCell(value: unknown, type: string): string | number | null {
  const plain = plainOf(value)
  if (plain === null) return null
  if (type !== 'DOUBLE') return typeof plain === 'string' ? plain : String(plain)
  const number =
    typeof plain === 'boolean' ? Number(plain) : typeof plain === 'string' && !plain.trim() ? NaN : Number(plain)
  return Number.isFinite(number) ? number : null
}

function plainOf(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  const { label } = value as { label?: unknown }
  return typeof label === 'string' || typeof label === 'number' ? label : JSON.stringify(value)
}
