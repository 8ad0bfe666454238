import type { FaultOptions } from '#pipeline/fault.ts'

type FileFault = ['BAD_DATA', string, FaultOptions]

/** What is wrong inside a file and on which of its lines, if that is what a message of DuckDB's readers says. */
export function fileFault(message: string): FileFault | undefined {
  return csvFault(message) ?? jsonFault(message) ?? parquetFault(message)
}

function csvFault(message: string): FileFault | undefined {
  if (/invalid unicode|not utf-8|unicode \(byte/i.test(message))
    return bad('not UTF-8 text', { hint: 'save the file as UTF-8 and upload it again' })
  if (/when sniffing file/.test(message)) return bad('not a table in text form', { hint: dialectHint })
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1]
  if (!line) return undefined
  const row = Number(line)
  const count = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message)
  if (count)
    return bad(`line ${line} has ${values(count[2])} where there are ${count[1]} columns`, {
      at: { row },
      hint: lineHint,
    })
  const value = /Error when converting column "(.*?)"\. Could not convert string "([\s\S]*?)" to '(.*?)'/.exec(message)
  if (value)
    return bad(`line ${line}, column ${value[1]}: not ${a(typeWord(value[3] ?? ''))}: ${value[2]}`, {
      at: { row, column: value[1] ?? '' },
      hint: /^[+-]?[\d.,' ]*\d[.,' ]\d[\d.,' ]*$/.test(value[2] ?? '')
        ? 'say how numbers are written where the file is shown, under: Correct how it is read'
        : 'correct the type of the column to text, or skip lines that do not fit',
    })
  const reason = message.split('\n').find((text, index) => index > 1 && text.trim()) ?? 'cannot be read'
  return bad(`line ${line}: ${lower(reason)}`, { at: { row }, hint: lineHint })
}

function jsonFault(message: string): FileFault | undefined {
  const malformed = /Malformed JSON in file .*?in (?:line|record\/value) (\d+): (.*)/.exec(message)
  // DuckDB counts one too many here: it names the value it would have read next.
  if (malformed) {
    const row = Math.max(1, Number(malformed[1]) - 1)
    return bad(`value ${row} is not JSON: ${lower(malformed[2] ?? '')}`, { at: { row }, hint: lineHint })
  }
  const unfit = /JSON transform error in file .*?in (?:line|record\/value) (\d+): (.*)/.exec(message)
  if (!unfit) return undefined
  return bad(`value ${unfit[1]}: ${lower(unfit[2] ?? '')}`, {
    at: { row: Number(unfit[1]) },
    hint: 'correct the type of the column to text, or skip lines that do not fit',
  })
}

/** What is said of a Parquet file of which a part is missing. */
export const cutParquet: FileFault = [
  'BAD_DATA',
  'not a complete Parquet file',
  { hint: 'it may have been cut off on its way: upload it again' },
]

const parquetFault = (message: string): FileFault | undefined =>
  /bytes outside file|magic bytes|thrift|parquet.*(too small|corrupt|file size)|(too small|corrupt).*parquet|TProtocolException|don't know what type/i.test(
    message,
  )
    ? cutParquet
    : undefined

const bad = (text: string, options: FaultOptions): FileFault => ['BAD_DATA', text, options]

const dialectHint = 'correct the delimiter, the quote or the lines to skip'
const lineHint = 'mend the line in the file, or skip lines that do not fit'

const lower = (text: string) => {
  const line = text.trim().replace(/[.!]$/, '')
  return line.charAt(0).toLowerCase() + line.slice(1)
}

const typeWord = (type: string): string =>
  /INT/.test(type) ? 'whole number' : /DOUBLE|FLOAT|DECIMAL/.test(type) ? 'number' : type.toLowerCase()

const values = (count = '') => (count === '1' ? '1 value' : `${count} values`)

const a = (word: string) => `a ${word}`
