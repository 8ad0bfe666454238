import { type SQL, sql } from 'drizzle-orm'

/** Signs that `search_words` takes for spaces too; quotes and a leading minus keep their meaning. */
const punctuation = /[_./:;,@#()[\]{}+*&%$!?|<>=~^\\']|(?<=\S)-/g

/**
 * As in a web search: all words, `"exact words"`, `or`, `-not`; each word also finds what begins with it. Null when there
 * is nothing to look for.
 */
export function askedFor(text: string): SQL | null {
  const plain = text.replace(punctuation, ' ').trim()
  if (!/[\p{L}\p{N}]/u.test(plain)) return null
  // In Postgres's own writing of a query each word stands in quotes; `:*` makes it a beginning, but not of what is excluded.
  const written = sql`websearch_to_tsquery('simple'::regconfig, ${plain})::text`
  const begun = sql`regexp_replace(${written}, ${"('(?:[^']|'')+')"}, ${'\\1:*'}, 'g')`
  return sql`regexp_replace(${begun}, ${"(!'(?:[^']|'')+'):\\*"}, ${'\\1'}, 'g')::tsquery`
}

/** The ids that begin so: hexadecimal digits, with hyphens or without. */
export function idRange(text: string): { from: string; to: string } | null {
  const digits = text.trim().toLowerCase().replaceAll('-', '')
  if (!/^[0-9a-f]{6,32}$/.test(digits) || !/\d/.test(digits)) return null
  return { from: uuidOf(digits.padEnd(32, '0')), to: uuidOf(digits.padEnd(32, 'f')) }
}

const uuidOf = (digits: string) => digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
