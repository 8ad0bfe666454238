export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

class NoLiteral extends Error {}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"', '\n': '' }
const numeral = /^[+-]?(\d[\d_]*\.?[\d_]*([eE][+-]?\d+)?|\.\d[\d_]*([eE][+-]?\d+)?)/

/** A Python literal as JSON: text, numbers, True, False, None, and lists, tuples and dicts of these. Undefined for all else. */
export function pythonLiteral(source: string): Json | undefined {
  let at = 0
  const skip = () => {
    while (/\s/.test(source[at] ?? '')) at += 1
  }
  const take = (expected: string) => {
    skip()
    if (!source.startsWith(expected, at)) return false
    at += expected.length
    return true
  }

  const text = (): string => {
    const quote = source.startsWith('"""', at) || source.startsWith("'''", at) ? source.slice(at, at + 3) : source[at]
    if (!quote) throw new NoLiteral()
    at += quote.length
    let found = ''
    while (!source.startsWith(quote, at)) {
      const character = source[at]
      if (character === undefined || (character === '\n' && quote.length === 1)) throw new NoLiteral()
      const escaped = character === '\\' ? escapes[source[at + 1] ?? ''] : undefined
      if (character === '\\' && escaped === undefined) throw new NoLiteral()
      found += escaped ?? character
      at += escaped === undefined ? 1 : 2
    }
    at += quote.length
    return found
  }

  const several = <T>(close: string, item: () => T): T[] => {
    const items: T[] = []
    while (!take(close)) {
      items.push(item())
      if (take(',')) continue
      if (!take(close)) throw new NoLiteral()
      break
    }
    return items
  }

  const value = (): Json => {
    skip()
    if (/["']/.test(source[at] ?? '')) return text()
    if (take('[')) return several(']', value)
    if (take('(')) return several(')', value)
    if (take('{')) return Object.fromEntries(several('}', entry))
    for (const [word, meaning] of words) if (take(word)) return meaning
    const [number] = numeral.exec(source.slice(at)) ?? []
    if (!number) throw new NoLiteral()
    at += number.length
    return Number(number.replaceAll('_', ''))
  }
  const entry = (): [string, Json] => {
    const key = value()
    if (!take(':')) throw new NoLiteral()
    return [String(key), value()]
  }

  try {
    const found = value()
    skip()
    return at === source.length ? found : undefined
  } catch (thrown) {
    if (thrown instanceof NoLiteral) return undefined
    throw thrown
  }
}

const words = [
  ['True', true],
  ['False', false],
  ['None', null],
] as const
