import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { and, eq } from 'drizzle-orm'
import { migrate } from '#db/migrate.ts'
import { outbox, pipelines, projects, revisions, runs, steps } from '#db/schema.ts'
import { compile } from '#pipeline/compile.ts'
import type { Files } from '#pipeline/resolve.ts'
import type { Spec } from '#pipeline/spec.ts'
import { emptySpec } from '#pipeline/spec.ts'
import type { Actor } from '#services/context.ts'
import { type OpenPlatform, openPlatform } from '#services/open-platform.ts'
import { testDatabase } from '../../scripts/testing/postgres.ts'
import { testCatalogue } from './catalogue.ts'

/** The checkout, whose sources child processes start from. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface TestPlatform extends OpenPlatform {
  actor: Actor
  databaseUrl: string
  home: string
  /** Stores a run of a pipeline with the wish to start it, as `runs/start` does. Returns its id. */
  start(spec: Spec, files?: Files): Promise<string>
  /** Resolves when a condition holds; looks whenever the run has changed. */
  until(runId: string, holds: () => Promise<boolean>): Promise<void>
  /** Resolves when the run has ended, to its row. */
  ended(runId: string): Promise<typeof runs.$inferSelect>
  step(runId: string, node: string): Promise<typeof steps.$inferSelect>
  statuses(runId: string): Promise<Record<string, string>>
}

/** Everything that activities stand on, but kernels: a database, a store and tables of the test's own. */
export async function testPlatform(databaseUrl?: string): Promise<TestPlatform> {
  const database = databaseUrl ? { url: databaseUrl, close: async () => {} } : await testDatabase()
  await migrate(database.url)
  const home = await mkdtemp(join(tmpdir(), 'espalier-home-'))
  const environment = { databaseUrl: database.url, home, root }
  const opened = await openPlatform({ environment, catalogue: testCatalogue })
  const [project] = await opened.db
    .insert(projects)
    .values({ slug: `p-${randomUUID()}`, name: 'Test' })
    .returning({ id: projects.id })
  const projectId = project?.id as string
  const actor: Actor = { userId: 'someone', name: 'Someone', projectId, role: 'owner' }

  const rowOf = async (runId: string) => {
    const [row] = await opened.db.select().from(runs).where(eq(runs.id, runId))
    if (!row) throw new Error(`no such run: ${runId}`)
    return row
  }

  const hasEnded = async (runId: string) => {
    const [row] = await opened.db.select({ endedAt: runs.endedAt }).from(runs).where(eq(runs.id, runId))
    return row !== undefined && row.endedAt !== null
  }

  const until = async (runId: string, holds: () => Promise<boolean>, concerns = (_: string) => true) => {
    let look = () => {}
    const changed = new Promise<void>((resolve, reject) => {
      look = () => void holds().then((yes) => yes && resolve(), reject)
    })
    const unlisten = await opened.signals.on('espalier', (payload) => {
      if (!payload || (payload.includes(runId) && concerns(payload))) look()
    })
    look()
    await changed.finally(unlisten)
  }

  return {
    ...opened,
    actor,
    databaseUrl: database.url,
    home,
    start: async (spec, files = {}) => {
      const plan = compile(spec, testCatalogue, files)
      return await opened.db.transaction(async (tx) => {
        const named = { projectId, slug: randomUUID(), name: spec.name, head: 1 }
        const [pipeline] = await tx.insert(pipelines).values(named).returning({ id: pipelines.id })
        const pipelineId = pipeline?.id as string
        const saved = { pipelineId, number: 1, spec, key: 'test', createdBy: actor.userId }
        const [revision] = await tx.insert(revisions).values(saved).returning({ id: revisions.id })
        const revisionId = revision?.id as string
        const wanted = { projectId, pipelineId, revisionId, plan, startedBy: actor.userId }
        const [run] = await tx.insert(runs).values(wanted).returning({ id: runs.id })
        const runId = run?.id as string
        await tx.insert(steps).values(plan.steps.map(({ node, key, effect }) => ({ runId, node, key, effect })))
        await tx.insert(outbox).values({ kind: 'start-run', runId })
        await tx.execute(`select pg_notify('outbox', '${runId}')`)
        return runId
      })
    },
    until,
    ended: async (runId) => {
      // The end of a run is told without a node; looking at every step's news would slow down what is measured.
      await until(
        runId,
        () => hasEnded(runId),
        (news) => !news.includes('"node"'),
      )
      return rowOf(runId)
    },
    step: async (runId, node) => {
      const [row] = await opened.db
        .select()
        .from(steps)
        .where(and(eq(steps.runId, runId), eq(steps.node, node)))
      if (!row) throw new Error(`no such step: ${node}`)
      return row
    },
    statuses: async (runId) => {
      const rows = await opened.db.select().from(steps).where(eq(steps.runId, runId))
      return Object.fromEntries(rows.map(({ node, status }) => [node, status]))
    },
    close: async () => {
      await opened.close()
      await database.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** A pipeline from its nodes, each with what feeds its inputs by port: `load` for its rows, or `train.model`. */
export function specOf(
  nodes: Record<string, { kind: string; params?: Record<string, unknown>; from?: Record<string, string> }>,
): Spec {
  const spec = emptySpec('test')
  for (const [id, { kind, params = {}, from = {} }] of Object.entries(nodes)) {
    spec.nodes[id] = { kind, params }
    for (const [port, source] of Object.entries(from)) {
      const [node = '', output = 'rows'] = source.split('.')
      spec.edges[`${node}.${output}->${id}.${port}`] = { from: { node, port: output }, to: { node: id, port } }
    }
  }
  return spec
}
