import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { steps } from '#db/schema.ts'
import type { Spec } from '#pipeline/spec.ts'
import { specOf, type TestPlatform } from '../../workflows/testing/platform.ts'
import type { Subject } from '../measure.ts'

const name = (index: number) => `n${String(index).padStart(2, '0')}`

type Kind = 'sql' | 'pass'

/** A table of ten numbers and thirty-nine nodes after it, each on the one before; `salt` makes it another pipeline. */
const forty = (kind: Kind, salt: string): Spec =>
  specOf(
    Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => {
        if (index === 0) return [name(0), { kind: 'etl.numbers', params: { salt } }]
        const before = name(index - 1)
        return kind === 'sql'
          ? [name(index), { kind: 'etl.sql', params: { query: 'SELECT n + 1 AS n, salt FROM a' }, from: { a: before } }]
          : [name(index), { kind: 'validation.pass', params: { salt }, from: { rows: before } }]
      }),
    ),
  )

const first = { sql: 39, pass: 0 }

/** From asking for the run until it has ended; what it made is looked at afterwards. */
async function run(platform: TestPlatform, kind: Kind, salt: string, expected: 'done' | 'reused'): Promise<number> {
  const start = performance.now()
  const runId = await platform.start(forty(kind, salt))
  const { status } = await platform.ended(runId)
  const took = performance.now() - start
  const rows = await platform.db.select().from(steps).where(eq(steps.runId, runId))
  const last = rows.find(({ node }) => node === name(39))?.outputs?.rows
  if (status !== 'done' || last?.type !== 'table' || rows.some((row) => row.status !== expected))
    throw new Error(`wrong run: ${runId}`)
  const path = await platform.store.path(last.artifact)
  const { rows: values } = await platform.tables.preview(path, { offset: 0, limit: 1 })
  // Looking took a process, and its replacement would be started in the time of whoever comes next.
  await pause(2000)
  if (Number(values[0]?.[0]) !== first[kind]) throw new Error(`wrong table: ${JSON.stringify(values)}`)
  return took
}

/** What being a node costs: thirty-nine bodies that hand on what they get. What the peers' steps do is as little. */
export const passNodes = (platform: TestPlatform): Subject => ({
  name: 'espalier, 40 nodes that pass on',
  version: '0.1.0',
  once: () => run(platform, 'pass', randomUUID(), 'done'),
})

/** What a user's forty nodes cost: each is a SELECT in a locked-down engine and a table in the store. */
export const sqlNodes = (platform: TestPlatform): Subject => ({
  name: 'espalier, 40 SQL nodes',
  version: '0.1.0',
  once: () => run(platform, 'sql', randomUUID(), 'done'),
})

/** The same pipeline again, unchanged. */
export async function reusedNodes(platform: TestPlatform): Promise<Subject> {
  await run(platform, 'sql', 'again', 'done')
  const once = () => run(platform, 'sql', 'again', 'reused')
  return { name: 'espalier, 40 reused nodes', version: '0.1.0', once }
}
