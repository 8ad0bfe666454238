import { eq } from 'drizzle-orm'
import { steps } from '#db/schema.ts'
import type { Spec } from '#pipeline/spec.ts'
import { specOf, type TestPlatform } from '../../workflows/testing/platform.ts'
import type { Subject } from '../measure.ts'

/** Forty tables in a row, each made by DuckDB from the one before; the numbers differ from round to round. */
const forty = (start: number): Spec =>
  specOf(
    Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [
        `n${String(index).padStart(2, '0')}`,
        index === 0
          ? { kind: 'etl.numbers', params: { salt: String(start) } }
          : {
              kind: 'etl.sql',
              params: { query: 'SELECT n + 1 AS n, salt FROM a' },
              from: { a: `n${String(index - 1).padStart(2, '0')}` },
            },
      ]),
    ),
  )

const run = async (platform: TestPlatform, spec: Spec, expected: string): Promise<number> => {
  const start = performance.now()
  const runId = await platform.start(spec)
  const { status } = await platform.ended(runId)
  const took = performance.now() - start
  const rows = await platform.db.select().from(steps).where(eq(steps.runId, runId))
  const last = rows.find(({ node }) => node === 'n39')?.outputs?.rows
  if (status !== 'done' || last?.type !== 'table' || rows.filter((row) => row.status === expected).length !== 40)
    throw new Error(`wrong run: ${runId}`)
  const { rows: values } = await platform.tables.preview(await platform.store.path(last.artifact), {
    offset: 0,
    limit: 1,
  })
  if (Number(values[0]?.[0]) !== 39) throw new Error(`wrong table: ${JSON.stringify(values)}`)
  return took
}

/** What a user's forty nodes cost: each is a SELECT, a Parquet file in the store, and a row that people can look at. */
export const madeNodes = (platform: TestPlatform): Subject => ({
  name: 'espalier, 40 SQL nodes',
  version: '0.1.0',
  once: (round) => run(platform, forty(round), 'done'),
})

/** The same pipeline again, unchanged. */
export const reusedNodes = async (platform: TestPlatform): Promise<Subject> => {
  await run(platform, forty(-1), 'done')
  return { name: 'espalier, 40 reused nodes', version: '0.1.0', once: () => run(platform, forty(-1), 'reused') }
}
