import { Fault } from '#pipeline/fault.ts'

type Word =
  | { is: 'name'; entity: string; key: string }
  | { is: 'word' }
  | { is: 'string'; value: string; quote: string }
  | { is: 'number'; value: number }
  | { is: 'sign' }

/** `offset`: characters before it. */
export type Token = Word & { text: string; offset: number }

const grammar =
  /\s*(?:(?<entity>[\p{L}_]\w*|`[^`]*`)\.(?<key>`[^`]+`|"[^"]+"|'[^']+'|[\p{L}\p{N}_][\p{L}\p{N}_.\-/:]*)|(?<string>'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]+`)|(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\p{L}_]))|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<sign>!=|<>|<=|>=|[=<>(),]))/iuy

/** Far more than anybody writes, and few enough for Postgres. */
const mostTokens = 4000

const unquoted = (text: string) => (/^[`"']/.test(text) ? text.slice(1, -1) : text)

/** The words of a filter. Faults: INVALID_INPUT at what is none. */
export function tokenize(filter: string): Token[] {
  const source = filter.trimEnd()
  const tokens: Token[] = []
  for (let at = 0; at < source.length; ) {
    grammar.lastIndex = at
    const found = grammar.exec(source)
    if (!found?.groups || tokens.length === mostTokens)
      throw new Fault(
        'INVALID_INPUT',
        `Invalid clause(s) in filter string: '${source.slice(at).trim().slice(0, 200)}'`,
        { at: { offset: at + (source.slice(at).length - source.slice(at).trimStart().length) } },
      )
    const [all] = found
    tokens.push({ ...tokenOf(all.trim(), found.groups), offset: at + (all.length - all.trimStart().length) })
    at = grammar.lastIndex
  }
  return tokens
}

type Groups = Record<string, string | undefined>

function tokenOf(text: string, { entity, key, string, number, word }: Groups): Word & { text: string } {
  if (entity && key) return { is: 'name', entity: unquoted(entity), key: unquoted(key), text }
  if (string) {
    const quote = string.charAt(0)
    return { is: 'string', value: unquoted(string).replaceAll(quote + quote, quote), quote, text }
  }
  if (number) return { is: 'number', value: Number(number), text }
  return word ? { is: 'word', text } : { is: 'sign', text: text === '<>' ? '!=' : text }
}
