import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBDateValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  FLOAT,
  INTEGER,
  SMALLINT,
  TIMESTAMP,
  TIMESTAMPTZ,
  TINYINT,
  UBIGINT,
  UINTEGER,
  USMALLINT,
  UTINYINT,
  VARCHAR,
} from '@duckdb/node-api'
import { DataType, type Field, type Vector } from 'apache-arrow'
import { Fault } from '#pipeline/fault.ts'

export interface ArrowColumn {
  name: string
  type: string
  duckdb: DuckDBType
  /** The values of rows `start` to `end`, as DuckDB takes them. */
  values(vector: Vector, start: number, end: number): DuckDBValue[]
}

/** Faults: BAD_DATA for types that are not read. */
export function arrowColumn({ name, type }: Field): ArrowColumn {
  const column = (duckdb: DuckDBType, convert: (value: unknown) => DuckDBValue): ArrowColumn => ({
    name,
    type: duckdb.toString(),
    duckdb,
    values: (vector, start, end) => collect(start, end, (index) => convertOrNull(vector.get(index), convert)),
  })
  /** Past Arrow's own reading of times, which rounds to milliseconds. */
  const stored = (duckdb: DuckDBType, convert: (value: bigint) => DuckDBValue): ArrowColumn => ({
    name,
    type: duckdb.toString(),
    duckdb,
    values: (vector, start, end) => {
      const values = vector.data[0]?.values as ArrayLike<number | bigint>
      return collect(start, end, (index) => (vector.isValid(index) ? convert(BigInt(values[index] ?? 0)) : null))
    },
  })

  if (DataType.isDictionary(type)) return arrowColumn({ name, type: type.dictionary } as Field)
  if (DataType.isInt(type)) {
    const sizes = type.isSigned
      ? { 8: TINYINT, 16: SMALLINT, 32: INTEGER, 64: BIGINT }
      : { 8: UTINYINT, 16: USMALLINT, 32: UINTEGER, 64: UBIGINT }
    return column(sizes[type.bitWidth], (value) => value as number | bigint)
  }
  if (DataType.isFloat(type)) return column(type.precision === 2 ? DOUBLE : FLOAT, Number)
  if (DataType.isBool(type)) return column(BOOLEAN, Boolean)
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isNull(type)) return column(VARCHAR, String)
  if (DataType.isDate(type))
    return stored(DATE, (value) => new DuckDBDateValue(Number(type.unit === 0 ? value : value / 86_400_000n)))
  if (DataType.isTimestamp(type)) {
    const micros = microseconds[type.unit]
    return type.timezone
      ? stored(TIMESTAMPTZ, (value) => new DuckDBTimestampTZValue(micros(value)))
      : stored(TIMESTAMP, (value) => new DuckDBTimestampValue(micros(value)))
  }
  throw new Fault('BAD_DATA', `a type of column that is not read: ${name} is ${type}`, {
    at: { column: name },
    hint: 'save the table as Parquet and upload it again',
  })
}

/** By Arrow's TimeUnit: second, millisecond, microsecond, nanosecond. */
const microseconds = [
  (value: bigint) => value * 1_000_000n,
  (value: bigint) => value * 1000n,
  (value: bigint) => value,
  (value: bigint) => value / 1000n,
] as const

const convertOrNull = (value: unknown, convert: (value: unknown) => DuckDBValue): DuckDBValue =>
  value === null || value === undefined ? null : convert(value)

function collect(start: number, end: number, at: (index: number) => DuckDBValue): DuckDBValue[] {
  const values: DuckDBValue[] = new Array(end - start)
  for (let index = start; index < end; index++) values[index - start] = at(index)
  return values
}
