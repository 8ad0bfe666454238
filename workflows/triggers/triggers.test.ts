import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { members, outbox, runs, users } from '#db/schema.ts'
import { emptySpec, type Spec } from '#pipeline/spec.ts'
import type { Context } from '#services/context.ts'
import { apply } from '#services/pipelines/apply.ts'
import { create } from '#services/triggers/create.ts'
import { fireNow } from '#services/triggers/fire-now.ts'
import { firings } from '#services/triggers/firings.ts'
import { get } from '#services/triggers/get.ts'
import type { OpenWorker } from '../open-worker.ts'
import { type TestPlatform, testPlatform } from '../testing/platform.ts'
import { spawnedWorkers } from '../testing/spawned-worker.ts'
import { type TestTemporal, testTemporal } from '../testing/temporal.ts'
import { testWorker } from '../testing/worker.ts'

describe('triggers', () => {
  let platform: TestPlatform
  let temporal: TestTemporal
  let worker: OpenWorker | undefined
  let ctx: Context
  let folder: string
  const pipeline = { slug: 'numbers' }

  beforeAll(async () => {
    ;[platform, temporal] = await Promise.all([testPlatform(), testTemporal()])
    folder = await mkdtemp(join(tmpdir(), 'espalier-arrivals-'))
    Object.assign(platform, { arrivals: { folders: [folder], connections: {}, hookKey: undefined } })
    const actor = { ...platform.actor, userId: randomUUID() }
    await platform.db.insert(users).values({ id: actor.userId, name: 'Eve', email: 'eve@example.org' })
    await platform.db.insert(members).values({ projectId: actor.projectId, userId: actor.userId, role: 'owner' })
    ctx = { ...platform, actor }
    const numbers: Spec = {
      ...emptySpec('Numbers'),
      parameters: { salt: 'none' },
      nodes: { numbers: { kind: 'etl.numbers', params: { salt: '{{ salt }}' } } },
    }
    await apply(ctx, { spec: numbers })
  })
  afterAll(async () => {
    await worker?.close()
    await Promise.all([platform?.close(), temporal?.close()])
    await rm(folder, { recursive: true, force: true })
  })

  const until = (holds: () => Promise<boolean>) =>
    new Promise<void>((resolve, reject) => {
      const look = () => void holds().then((yes) => yes && resolve(), reject)
      platform.signals.on('espalier', look).then(look, reject)
    })
  const allRan = async (id: string, count: number) => {
    const rows = await firings(ctx, { trigger: { id } })
    return rows.length === count && rows.every(({ run }) => run?.status === 'done')
  }

  it('make one run of each arrival, though workers die between the arrival and the run', async () => {
    const { id } = await create(ctx, { name: 'hand', pipeline, watch: { kind: 'pipeline' }, watched: await other() })
    for (let sent = 0; sent < 5; sent++) await fireNow(ctx, { trigger: { id }, payload: {} })
    const workers = spawnedWorkers(platform, temporal, { baseUrl: 'http://127.0.0.1:1', token: '' })
    await workers.start()
    await workers.kill()
    worker = await testWorker(platform, temporal)
    await until(() => allRan(id, 5))
    const wishes = await ctx.db.select().from(outbox).where(eq(outbox.kind, 'start-run'))
    expect(new Set(wishes.map(({ runId }) => runId)).size).toBe(5)
    expect(await ctx.db.select().from(runs)).toHaveLength(5)
  }, 90_000)

  const other = async () => {
    const { slug } = await apply(ctx, { spec: { ...emptySpec('Other'), nodes: {} } })
    return { slug }
  }

  it('look by themselves, at a rhythm that Temporal keeps, again and again', async () => {
    const { id } = await create(ctx, {
      ...{ name: 'files', pipeline, overrides: { salt: '{{ file }}' } },
      watch: { kind: 'folder', folder, as: 'arrived.csv', everySeconds: 5, settleSeconds: 1 },
    })
    await writeFile(join(folder, 'a.csv'), 'name,age\nAda,36\n')
    await until(() => allRan(id, 1))
    const [firing] = await firings(ctx, { trigger: { id } })
    expect(firing?.payload).toMatchObject({ path: 'a.csv', file: 'arrived.csv@1' })
    expect((await get(ctx, { id })).lookedAt).not.toBeNull()
  })
})
