import type { NotebookParameter } from './facts.ts'
import { type Json, pythonLiteral } from './python-literal.ts'

const closing: Record<string, string> = { '(': ')', '[': ']', '{': '}' }

interface Statement {
  code: string
  comment: string
}

/** Statements of a Python cell, each with the comment that ends its last line. A string or bracket may go over lines. */
function statements(source: string): Statement[] {
  const found: Statement[] = []
  let [code, comment] = ['', '']
  const open: string[] = []
  const end = () => {
    if (code.trim()) found.push({ code: code.trim(), comment: comment.trim() })
    code = ''
    comment = ''
  }
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] as string
    const quote = /^('''|"""|'|")/.exec(source.slice(at, at + 3))?.[0]
    if (quote) {
      const close = closeOf(source, at + quote.length, quote)
      code += source.slice(at, close)
      at = close - 1
    } else if (character === '#') {
      const line = source.indexOf('\n', at)
      comment = source.slice(at + 1, line < 0 ? undefined : line)
      at = (line < 0 ? source.length : line) - 1
    } else if ((character === '\n' || character === ';') && open.length === 0) end()
    else {
      if (closing[character]) open.push(closing[character])
      else if (character === open.at(-1)) open.pop()
      code += character
    }
  }
  end()
  return found
}

function closeOf(source: string, from: number, quote: string): number {
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1
    else if (source.startsWith(quote, at)) return at + quote.length
  }
  return source.length
}

const assignment = /^([A-Za-z_]\w*)\s*(?::\s*([^=]+?)\s*)?=(?!=)\s*([\s\S]+)$/
const typeComment = /^type:\s*(\S+)\s*/

/** What the cell tagged `parameters` assigns, as papermill understands it: name, type, default and the comment after it. */
export function parametersOf(source: string): NotebookParameter[] {
  const found = new Map<string, NotebookParameter>()
  for (const { code, comment } of statements(source)) {
    const [, name, annotation, written] = assignment.exec(code) ?? []
    if (!name || !written) continue
    const [, commented] = typeComment.exec(comment) ?? []
    const value = pythonLiteral(written)
    const help = comment.replace(typeComment, '').trim()
    found.set(name, {
      name,
      kind: kindOf((annotation ?? commented)?.replaceAll(/["']/g, ''), value, written),
      default: written,
      ...(value !== undefined && { value }),
      ...(help && { help }),
    })
  }
  return [...found.values()]
}

const named: Record<string, NotebookParameter['kind']> = {
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  str: 'text',
  list: 'list',
  tuple: 'list',
  dict: 'dict',
}

function kindOf(type: string | undefined, value: Json | undefined, written: string): NotebookParameter['kind'] {
  const [, word = ''] = /^(?:Optional\[|typing\.)?(\w+)/.exec(type ?? '') ?? []
  const annotated = named[word.toLowerCase()]
  if (annotated) return annotated
  if (typeof value === 'number') return /^[+-]?[\d_]+$/.test(written) ? 'integer' : 'number'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'string') return 'text'
  if (Array.isArray(value)) return 'list'
  return value !== null && typeof value === 'object' ? 'dict' : 'any'
}
