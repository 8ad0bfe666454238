import { words } from '../../_words/en.ts'
import { type CatalogueEntry, type Entries, firstSentence } from '../catalogue.ts'

/** Kinds whose title, group or first sentence have every word of the query; those that begin with it first. */
export function found(entries: Entries, query: string): CatalogueEntry[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  const rank = (entry: CatalogueEntry) => (entry.title.toLowerCase().startsWith(wanted[0] ?? '') ? 0 : 1)
  return [...entries.values()]
    .filter((entry) => {
      const text = `${entry.title} ${entry.kind} ${words.groups[entry.group]} ${firstSentence(entry.doc)}`.toLowerCase()
      return wanted.every((word) => text.includes(word))
    })
    .toSorted((a, b) => rank(a) - rank(b))
}
