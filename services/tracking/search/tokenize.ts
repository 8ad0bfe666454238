import { Fault } from '#pipeline/fault.ts'

export type Token =
  | { is: 'name'; entity: string; key: string; text: string }
  | { is: 'word'; text: string }
  | { is: 'string'; value: string; quote: string; text: string }
  | { is: 'number'; value: number; text: string }
  | { is: 'sign'; text: string }

const grammar =
  /\s*(?:(?<entity>[\p{L}_]\w*|`[^`]*`)\.(?<key>`[^`]+`|"[^"]+"|[\p{L}\p{N}_][\p{L}\p{N}_.\-/:]*)|(?<string>'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]+`)|(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\p{L}_]))|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<sign>!=|<>|<=|>=|[=<>(),]))/iuy

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
      throw new Fault('INVALID_INPUT', `Invalid clause(s) in filter string: '${source.slice(at).trim().slice(0, 200)}'`)
    tokens.push(tokenOf(found[0].trim(), found.groups))
    at = grammar.lastIndex
  }
  return tokens
}

function tokenOf(text: string, { entity, key, string, number, word }: Record<string, string | undefined>): Token {
  if (entity && key) return { is: 'name', entity: unquoted(entity), key: unquoted(key), text }
  if (string) {
    const quote = string.charAt(0)
    return { is: 'string', value: unquoted(string).replaceAll(quote + quote, quote), quote, text }
  }
  if (number) return { is: 'number', value: Number(number), text }
  return word ? { is: 'word', text } : { is: 'sign', text: text === '<>' ? '!=' : text }
}
