import { open } from 'node:fs/promises'
import { DuckDBDataChunk } from '@duckdb/node-api'
import { CompressionType, compressionRegistry, type RecordBatch, RecordBatchReader } from 'apache-arrow'
import { Fault } from '#pipeline/fault.ts'
import { identifier, list, SqlText, sql } from '#pipeline/sql.ts'
import type { Detected } from '../tables.ts'
import { type ArrowColumn, arrowColumn } from './arrow-column.ts'
import type { Engine } from './engine.ts'
import { decodeLz4 } from './lz4.ts'

// What pandas and R write unless told otherwise.
compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: decodeLz4 })

/** Rows that a DuckDB vector holds. */
const vectorSize = 2048

/** DuckDB reads no Arrow files by itself: the table in one becomes a temporary table named after its path, batch by batch. */
export async function loadArrow({ connection, run }: Engine, path: string): Promise<void> {
  await withReader(path, async (reader) => {
    const columns = reader.schema.fields.map(arrowColumn)
    const typed = columns.map(({ name, type }) => sql`${identifier(name)} ${new SqlText(type)}`)
    await run(sql`CREATE TEMP TABLE ${identifier(path)} (${list(typed)})`)
    const appender = await connection.createAppender(path, 'main', 'temp')
    for await (const batch of reader)
      for (let start = 0; start < batch.numRows; start += vectorSize)
        appender.appendDataChunk(chunk(columns, batch, start))
    appender.closeSync()
  })
}

/** Columns and rows of an Arrow file. Faults: BAD_DATA. */
export const readArrowSchema = (path: string): Promise<Detected> =>
  withReader(path, async (reader) => {
    const columns = reader.schema.fields.map(arrowColumn).map(({ name, type }) => ({ name, type }))
    let rows = 0
    for await (const batch of reader) rows += batch.numRows
    return { columns, rows }
  })

function chunk(columns: ArrowColumn[], batch: RecordBatch, start: number): DuckDBDataChunk {
  const end = Math.min(start + vectorSize, batch.numRows)
  const filled = DuckDBDataChunk.create(
    columns.map(({ duckdb }) => duckdb),
    end - start,
  )
  for (const [index, column] of columns.entries()) {
    const vector = batch.getChildAt(index)
    if (vector) filled.setColumnValues(index, column.values(vector, start, end))
  }
  return filled
}

async function withReader<T>(path: string, use: (reader: RecordBatchReader) => Promise<T>): Promise<T> {
  const file = await open(path)
  try {
    const reader = await RecordBatchReader.from(file)
    await reader.open()
    return await use(reader as unknown as RecordBatchReader)
  } catch (thrown) {
    if (thrown instanceof Fault) throw thrown
    const compressed = /compress|codec/i.test(String(thrown))
    throw new Fault(
      'BAD_DATA',
      compressed ? 'compressed by a method that is not read: zstd' : 'not a complete Arrow file',
      {
        hint: compressed
          ? 'save it with LZ4 or without compression, or as Parquet, and upload it again'
          : 'it may have been cut off on its way: upload it again',
        cause: thrown,
      },
    )
  } finally {
    await file.close().catch(() => undefined)
  }
}
