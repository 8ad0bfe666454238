import { type SQL, sql } from 'drizzle-orm'

/** Signs that `search_words` takes for spaces too; quotes and a leading minus keep their meaning. */
const punctuation = /[_./:;,@#()[\]{}+*&%$!?|<>=~^\\']|(?<=\S)-/g

export interface Asked {
  /** What is asked for. */
  query: SQL
  /** Any of its words: what stands in one place of a thing need not have them all. */
  any: SQL
}

/**
 * As in a web search: all words, `"exact words"`, `or`, `-not`; each word also finds what begins with it. Null when there
 * is nothing to look for.
 */
export function askedFor(text: string): Asked | null {
  const plain = text.replace(punctuation, ' ').trim()
  if (!/[\p{L}\p{N}]/u.test(plain)) return null
  // In Postgres's own writing of a query each word stands in quotes; `:*` makes it a beginning, but not of what is excluded.
  const written = sql`websearch_to_tsquery('simple'::regconfig, ${plain})::text`
  const begun = sql`regexp_replace(${written}, ${"('(?:[^']|'')+')"}, ${'\\1:*'}, 'g')`
  const query = sql`regexp_replace(${begun}, ${"(!'(?:[^']|'')+'):\\*"}, ${'\\1'}, 'g')::tsquery`
  // `querytree` leaves out what is excluded; it says T where nothing is left.
  const any = sql`nullif(regexp_replace(querytree(${query}), ${' (&|<[0-9-]+>) '}, ' | ', 'g'), 'T')::tsquery`
  return { query, any }
}

/** Words to look for in a text that was found, for who shows where they stand. */
export const wordsOf = (text: string): string[] =>
  text
    .replace(punctuation, ' ')
    .replaceAll(/(^|\s)-\S+/g, ' ')
    .replaceAll('"', ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && word.toLowerCase() !== 'or')

/** The ids that begin so: hexadecimal digits, with hyphens or without. */
export function idRange(text: string): { from: string; to: string } | null {
  const digits = text.trim().toLowerCase().replaceAll('-', '')
  if (!/^[0-9a-f]{6,32}$/.test(digits) || !/\d/.test(digits)) return null
  return { from: uuidOf(digits.padEnd(32, '0')), to: uuidOf(digits.padEnd(32, 'f')) }
}

const uuidOf = (digits: string) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
