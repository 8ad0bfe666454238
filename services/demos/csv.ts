import { pipeline, Readable, Transform } from 'node:stream'
import { parse as parseCsv } from 'csv-parse'
import { Fault } from '#pipeline/fault.ts'
import { delimited } from './csv-delimiter.ts'

export const mostBytes = 10 * 2 ** 20
export const mostRows = 20_000
const mostColumns = 2000
const longestRow = 1_000_000

export interface CsvRow {
  /** Counted in the file, the heading being line 1. */
  line: number
  cells: string[]
  /** What stands between them. */
  delimiter: string
}

const packed: [string, number[]][] = [
  ['a ZIP or Excel file', [0x50, 0x4b]],
  ['a packed file (gzip)', [0x1f, 0x8b]],
  ['a packed file (zstd)', [0x28, 0xb5, 0x2f, 0xfd]],
  ['a packed file (bzip2)', [0x42, 0x5a, 0x68]],
  ['a Parquet file', [0x50, 0x41, 0x52, 0x31]],
  ['a picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a picture', [0xff, 0xd8, 0xff]],
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
]

/** Nothing is unpacked here, so that nothing can be larger than what was sent. Faults: INVALID_INPUT, LIMIT. */
function guarded(): Transform {
  let [bytes, looked] = [0, false]
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const read = (chunk: Buffer | undefined) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined })
    } catch (cause) {
      throw new Fault('INVALID_INPUT', 'the file is not written in UTF-8', {
        hint: 'save it as CSV in UTF-8, then drop it again',
        cause,
      })
    }
  }
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      const kind = looked ? undefined : packed.find(([, start]) => start.every((byte, at) => chunk[at] === byte))?.[0]
      looked = true
      try {
        if (kind)
          throw new Fault('INVALID_INPUT', `this is ${kind}, not CSV`, { hint: 'save the table as CSV, unpacked' })
        if (chunk.includes(0))
          throw new Fault('INVALID_INPUT', 'this is no text, so no CSV', { hint: 'drop a CSV file' })
        if (bytes > mostBytes)
          throw new Fault('LIMIT', `the file is too large: more than ${mostBytes / 2 ** 20} MB`, {
            hint: 'split it, or use the API',
          })
        done(null, read(chunk))
      } catch (thrown) {
        done(thrown as Error)
      }
    },
    flush(done) {
      try {
        done(null, read(undefined))
      } catch (thrown) {
        done(thrown as Error)
      }
    },
  })
}

/** Rows of a CSV with commas, semicolons or tabs; the first is its heading. Faults: INVALID_INPUT, LIMIT. */
export async function* readCsv(source: Readable): AsyncGenerator<CsvRow> {
  const text = pipeline(source, guarded(), () => {})
  let count = 0
  try {
    const { delimiter, whole } = await delimited(text)
    const parser = parseCsv({
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longestRow,
      info: true,
    })
    pipeline(Readable.from(whole), parser, () => {})
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      count += 1
      if (record.length > mostColumns)
        throw new Fault('LIMIT', `too many columns: ${record.length}`, { hint: `at most ${mostColumns}` })
      if (count > mostRows + 1)
        throw new Fault('LIMIT', `too many rows: more than ${mostRows}`, { hint: 'split the file, or use the API' })
      yield { line: info.lines, cells: record, delimiter }
    }
  } catch (thrown) {
    source.destroy()
    throw csvFault(thrown)
  }
}

function csvFault(thrown: unknown): unknown {
  const { code, message } = thrown as { code?: string; message?: string }
  return code?.startsWith('CSV_')
    ? new Fault('INVALID_INPUT', `not a CSV that can be read: ${message?.split('\n')[0]}`, {
        hint: 'check its quotes',
        cause: thrown,
      })
    : thrown
}
