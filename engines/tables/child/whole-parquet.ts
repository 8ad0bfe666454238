import { Fault } from '#pipeline/fault.ts'
import { literal, sql } from '#pipeline/sql.ts'
import type { Engine } from './engine.ts'
import { cutParquet } from './file-fault.ts'

/** A Parquet file says at its end where everything is, so one whose front is missing looks whole. Faults: BAD_DATA. */
export async function wholeParquet({ run }: Engine, path: string): Promise<void> {
  const file = literal(path)
  const [row] = await run(sql`
    SELECT max(least(data_page_offset, coalesce(nullif(dictionary_page_offset, 0), data_page_offset)) + total_compressed_size)
           <= (SELECT max(file_size_bytes - footer_size) FROM parquet_file_metadata(${file}))
    FROM parquet_metadata(${file})`)
  if (row?.[0] === false) throw new Fault(...cutParquet)
}
