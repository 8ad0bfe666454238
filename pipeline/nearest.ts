/** The name that a misspelt one most likely stands for, when one is near enough. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  const limit = Math.max(2, Math.ceil(name.length / 3))
  const [best] = [...names]
    .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter((found) => found.distance <= limit)
    .sort((a, b) => a.distance - b.distance)
  return best?.candidate
}

/** What to do about a name that nothing has: the one it most likely stands for, or those there are. */
export function otherName(name: string, names: Iterable<string>): string {
  const all = [...names]
  const meant = nearest(name, all)
  if (meant !== undefined) return `did you mean ${meant}?`
  if (all.length === 0) return 'there is none'
  return `there is ${all.slice(0, mostNames).join(', ')}${all.length > mostNames ? ` and ${all.length - mostNames} more` : ''}`
}

const mostNames = 20

/** Levenshtein's distance, up to where it no longer matters. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 30 || a.length > 200) return Number.POSITIVE_INFINITY
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
