import { Fault } from '#pipeline/fault.ts'

/** Reads one value of a request. Null is the same as missing. Faults: INVALID_INPUT, in MLflow's own words. */
export type Field<T> = (value: unknown, path: string) => T

type Fields = Record<string, Field<unknown>>
export type Read<F extends Fields> = { [K in keyof F]: ReturnType<F[K]> }

const seeDocs = ' See the API docs for more information about request parameters.'

export const missing = (path: string): Fault =>
  new Fault('INVALID_INPUT', `Missing value for required parameter '${path}'.${seeDocs}`)

export const invalid = (path: string, value: unknown, why = ''): Fault =>
  new Fault('INVALID_INPUT', `Invalid value ${JSON.stringify(value)} for parameter '${path}' supplied${why || '.'}`)

const wrongType = (path: string, value: unknown): Fault =>
  new Fault(
    'INVALID_INPUT',
    `Invalid value ${JSON.stringify(value)} for parameter '${path}' supplied:  Hint: Value was of type ` +
      `'${pythonType(value)}'.${seeDocs}`,
  )

function pythonType(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float'
  if (typeof value === 'string') return 'str'
  if (typeof value === 'boolean') return 'bool'
  return Array.isArray(value) ? 'list' : 'dict'
}

/** Absent as undefined. */
export const optional =
  <T>(field: Field<T>): Field<T | undefined> =>
  (value, path) =>
    value === undefined || value === null ? undefined : field(value, path)

/** Absent is refused, and so is the empty text, which MLflow's clients send for it. */
export const required =
  <T>(field: Field<T>): Field<T> =>
  (value, path) => {
    if (value === undefined || value === null || value === '') throw missing(path)
    return field(value, path)
  }

export const text: Field<string> = (value, path) => {
  if (typeof value !== 'string') throw wrongType(path, value)
  if (value.includes('\0')) throw invalid(path, value, ': NUL is not allowed')
  return value
}

/** MLflow's int64, as far as numbers in JSON are exact: times in nanoseconds are not. A query has only text. */
export const integer: Field<number> = (value, path) => {
  const number = typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isInteger(number)) throw wrongType(path, value)
  if (Number.isSafeInteger(number)) return number
  const most = Number.MAX_SAFE_INTEGER
  const why = `: integers from -${most} to ${most} (2^53 - 1) are accepted; times are milliseconds since 1970`
  throw invalid(path, value, why)
}

const special: Record<string, number> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
}

export const double: Field<number> = (value, path) => {
  const number =
    typeof value === 'string' ? (special[value] ?? (value.trim() === '' ? Number.NaN : Number(value))) : value
  if (typeof number !== 'number' || (Number.isNaN(number) && value !== 'NaN')) throw wrongType(path, value)
  return number
}

export const flag: Field<boolean> = (value, path) => {
  if (value === true || value === 'true') return true
  if (value === false || value === 'false') return false
  throw wrongType(path, value)
}

/** How many results of one page. */
export const atMost =
  (most: number): Field<number> =>
  (value, path) => {
    const number = integer(value, path)
    if (number < 1) throw invalid(path, number, '. It must be a positive integer')
    if (number > most) throw invalid(path, number, `. It must be at most ${most}`)
    return number
  }

/** One of some names, in upper case. */
export const choice =
  <const T extends string>(names: readonly T[]): Field<T> =>
  (value, path) => {
    const found = names.find((name) => name === value)
    if (!found) throw invalid(path, value)
    return found
  }

/** Absent as an empty list. */
export const list =
  <T>(item: Field<T>): Field<T[]> =>
  (value, path) => {
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) throw wrongType(path, value)
    return value.map((one, index) => item(one, `${path}[${index}]`))
  }

export const object = <F extends Fields>(fields: F): Field<Read<F>> => {
  const entries = Object.entries(fields)
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(path, value)
    const above = path ? `${path}.` : ''
    const found: Record<string, unknown> = {}
    for (const [name, field] of entries) found[name] = field((value as Record<string, unknown>)[name], above + name)
    return found as Read<F>
  }
}
