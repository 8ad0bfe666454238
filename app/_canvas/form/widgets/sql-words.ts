/** The word that ends at the caret, and where it begins. */
export function wordAt(text: string, caret: number): { word: string; start: number } {
  const before = text.slice(0, caret)
  const quotes = before.split('"').length - 1
  if (quotes % 2 === 1) {
    const start = before.lastIndexOf('"')
    return { word: before.slice(start + 1), start }
  }
  const word = /[\p{L}_$][\p{L}\p{N}_$]*$/u.exec(before)?.[0] ?? ''
  return { word, start: caret - word.length }
}

/** Names that begin with, or contain, what is being typed; the former first. */
export function completions(names: readonly string[], word: string, atMost = 8): string[] {
  const wanted = word.toLowerCase()
  if (!wanted) return []
  const hits = names.filter((name) => name.toLowerCase().includes(wanted) && name !== word)
  const begins = (name: string) => (name.toLowerCase().startsWith(wanted) ? 0 : 1)
  return hits.toSorted((a, b) => begins(a) - begins(b)).slice(0, atMost)
}

/** A name as SQL wants it: quoted where it is no plain word. */
export const asIdentifier = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/i.test(name) && !reserved.has(name.toLowerCase()) ? name : `"${name.replaceAll('"', '""')}"`

const reserved = new Set(
  'all and any as asc both case cast check column create default desc distinct do else end except false for from group having in into is join leading left like limit not null offset on only or order primary references right select some table then to true union unique using when where window with'.split(
    ' ',
  ),
)

/** Puts a name in place of the word at the caret. */
export function inserted(text: string, caret: number, name: string): { text: string; caret: number } {
  const { start } = wordAt(text, caret)
  const given = asIdentifier(name)
  return { text: text.slice(0, start) + given + text.slice(caret), caret: start + given.length }
}
