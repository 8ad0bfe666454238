import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { firings, modelVersions, revisions, runs, schedules } from '#db/schema.ts'
import { testModels } from '#engines/models/testing.ts'
import { emptySpec } from '#pipeline/spec.ts'
import { create } from '../pipelines/create.ts'
import { save } from '../pipelines/save.ts'
import { openTestPlatform } from '../testing/platform.ts'
import { colleague, registered } from '../testing/releases.ts'
import { authorsOf } from './authors-of.ts'

const platform = await openTestPlatform({ catalogue: new Map() })
const { owner } = platform
afterAll(() => platform.close())

test('a release is the work of who started it and of who wrote what made its version; a clock that set it off has no eyes', async () => {
  const [writer, mover] = [await colleague(owner), await colleague(owner)]
  const { projectId, userId } = owner.actor
  const { id: pipelineId } = await create(owner, { name: 'Nightly' })
  const written = { ...emptySpec('Nightly'), parameters: { day: 'monday' } }
  await save(writer, { id: pipelineId, base: 1, spec: written })
  await save(mover, { id: pipelineId, base: 2, spec: { ...written, description: 'told better' } })
  const [revision] = await owner.db.select().from(revisions).where(eq(revisions.number, 3))
  const plan = { steps: [], order: [] } as never
  const [run] = await owner.db
    .insert(runs)
    .values({ projectId, pipelineId, revisionId: revision?.id ?? '', plan, startedBy: userId })
    .returning()
  const [pushed] = await owner.db
    .select()
    .from(modelVersions)
    .where(eq(modelVersions.id, await registered(owner, testModels().classes)))
  if (!pushed || !run) throw new Error('neither version nor run')
  const toVersionId = randomUUID()
  await owner.db.insert(modelVersions).values({ ...pushed, id: toVersionId, number: 2, runId: run.id })

  const release = { toVersionId, startedBy: userId, stepKey: `${run.id}:deploy` }
  expect(await authorsOf(owner.db, release)).toEqual([userId, writer.actor.userId])
  expect(await authorsOf(owner.db, { ...release, stepKey: null })).toEqual([userId, writer.actor.userId])

  const timing = { kind: 'interval', everySeconds: 60, offsetSeconds: 0 } as const
  const [schedule] = await owner.db
    .insert(schedules)
    .values({ projectId, pipelineId, name: 'nightly', timing, ownerId: userId })
    .returning()
  const at = new Date()
  await owner.db
    .insert(firings)
    .values({ id: run.id, scheduleId: schedule?.id ?? '', scheduledAt: at, firedAt: at, runId: run.id })
  expect(await authorsOf(owner.db, release)).toEqual([writer.actor.userId])
})
