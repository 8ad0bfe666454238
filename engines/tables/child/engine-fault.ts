import { Fault, type FaultOptions } from '#pipeline/fault.ts'
import { fileFault } from './file-fault.ts'

interface EngineError {
  exception_type: string
  exception_message: string
  error_subtype?: string
  type?: string
  name?: string
  candidates?: string
}

/** DuckDB's error as a fault: one clean line, what was meant instead as a hint, and no path of ours. */
export function engineFault(thrown: unknown, paths: readonly string[]): Fault {
  if (thrown instanceof Fault) return thrown
  const error = read(thrown)
  const message = paths.reduce((text, path) => text.replaceAll(path, 'the file'), error.exception_message)
  const fault = (code: Fault['code'], text: string, options: FaultOptions = {}) =>
    new Fault(code, text, { ...options, cause: thrown })

  switch (error.exception_type) {
    case 'Permission':
      return fault('INVALID_INPUT', `out of reach: ${/"([^"]*)"/.exec(message)?.[1] ?? oneLine(message)}`, {
        hint: 'a query sees the tables that are wired to it and nothing else',
      })
    case 'Out of Memory':
      return fault('LIMIT', 'not enough memory for this step', {
        hint: 'leave out columns or rows that are not needed before it',
      })
    case 'Interrupt':
      return fault('CANCELLED', 'cancelled')
    case 'IO':
      if (/no space left|max_temp_directory_size/i.test(message)) return fault('LIMIT', 'the disk is full')
      break
    case 'FATAL':
    case 'INTERNAL':
      return fault('INTERNAL', oneLine(message))
  }
  if (error.error_subtype === 'COLUMN_NOT_FOUND' && error.name)
    return fault('BAD_DATA', `missing column: ${error.name}`, { at: { column: error.name }, ...meant(error) })
  const last = error.error_subtype === 'MISSING_ENTRY' && /^(.*)__postfix$/.exec(error.name ?? '')?.[1]
  if (last) return fault('BAD_DATA', `the expression ends too early: after ${last}`, { hint: 'write what follows it' })
  if (error.exception_type === 'Parser' && /at end of input/.test(message))
    return fault('BAD_DATA', 'the expression ends too early', { hint: 'write what follows, or close a bracket' })
  if (error.exception_type === 'Parser' && /unterminated quoted/.test(message))
    return fault('BAD_DATA', 'a quote is not closed', {
      hint: `text stands in single quotes ('red'), names of columns in double ones ("Body Mass (g)")`,
    })
  if (error.error_subtype === 'MISSING_ENTRY' && error.name)
    return fault('BAD_DATA', `no such ${kindOf(error.type)}: ${error.name}`, meant(error))
  const [code, text, options] = fileFault(message) ?? ['BAD_DATA', oneLine(message), castColumn(message)]
  return fault(code, text, options)
}

function read(thrown: unknown): EngineError {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  const json = text.indexOf('{"exception_type"')
  if (json < 0) return { exception_type: '', exception_message: text.replace(/^[A-Z]\w+( \w+)? Error: /, '') }
  return JSON.parse(text.slice(json)) as EngineError
}

const kindOf = (type = 'entry') => type.toLowerCase().replace('scalar ', '').replace('aggregate ', '')

/** Names of the engine's own catalogue are no help. */
function meant({ candidates = '' }: EngineError): FaultOptions {
  const names = candidates.split(/,\s*/).filter((name) => name && !/^(pg_|duckdb_|sqlite_)/.test(name))
  return names.length ? { hint: `did you mean: ${names.slice(0, 5).join(', ')}` } : {}
}

function castColumn(message: string): FaultOptions {
  const column = /when casting from source column (.+)$/m.exec(message)?.[1]
  return {
    ...(column && { at: { column } }),
    ...(/^Could not convert/.test(message) && {
      hint: 'use TRY_CAST where values that do not convert may become missing',
    }),
  }
}

const oneLine = (message: string): string => {
  const line = message.split('\n', 1)[0]?.trim().replace(/[.!]$/, '') ?? ''
  return /^[A-Z][a-z]/.test(line) ? line[0]?.toLowerCase() + line.slice(1) : line
}
