const longestKey = 500

/** The header by which one caller, a customer say, always meets the same version. */
export const keyOf = (headers: Record<string, unknown>): { key?: string } => {
  const key = headers['x-espalier-key']
  return typeof key === 'string' && key !== '' ? { key: key.slice(0, longestKey) } : {}
}
