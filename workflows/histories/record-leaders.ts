import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WorkflowContinuedAsNewError, type WorkflowHandle } from '@temporalio/client'
import { testModels } from '#engines/models/testing.ts'
import { emptySpec } from '#pipeline/spec.ts'
import { deploy } from '#services/endpoints/deploy.ts'
import { apply } from '#services/pipelines/apply.ts'
import { approve } from '#services/releases/approve.ts'
import { get } from '#services/releases/get.ts'
import { start } from '#services/releases/start.ts'
import { create as createSchedule } from '#services/schedules/create.ts'
import { firings as firingsOf } from '#services/schedules/firings.ts'
import { runNow } from '#services/schedules/run-now.ts'
import { colleague, registered } from '#services/testing/releases.ts'
import { create } from '#services/triggers/create.ts'
import { firings } from '#services/triggers/firings.ts'
import { connectOrchestrator } from '../client.ts'
import { releaseWorkflowId } from '../lead-release-of.ts'
import { temporalScheduleId } from '../schedules/sync-schedule.ts'
import { taskQueue } from '../task-queues.ts'
import { testPlatform } from '../testing/platform.ts'
import { testTemporal } from '../testing/temporal.ts'
import { testWorker } from '../testing/worker.ts'
import { historyToText } from './history-json.ts'

// ESPALIER_TEMPORAL=… ESPALIER_PYTHON=… node --import tsx workflows/histories/record-leaders.ts LABEL
const label = process.argv[2]
if (!label) throw new Error('usage: record-leaders.ts LABEL (the histories become LABEL-<workflow>.json)')

const platform = await testPlatform()
const server = await testTemporal()
const folder = await mkdtemp(join(tmpdir(), 'espalier-arrivals-'))
Object.assign(platform, { arrivals: { folders: [folder], connections: {}, hookKey: undefined } })
const worker = await testWorker(platform, server)
const { client, calendar, close } = connectOrchestrator(server.address)
const ctx = { ...(await colleague(platform, 'engineer')), calendar }

const keep = async (what: string, handle: WorkflowHandle) => {
  await handle.result().catch((error) => {
    if (!(error instanceof WorkflowContinuedAsNewError)) throw error
  })
  await writeFile(new URL(`${label}-${what}.json`, import.meta.url), historyToText(await handle.fetchHistory()))
}

// A release that goes a step, waits for somebody, is watched, and promoted.
const files = testModels()
const [first, second] = [await registered(ctx, files.classes), await registered(ctx, files.classes2)]
await deploy(ctx, { endpoint: 'led', version: { versionId: first } })
const grace = await colleague(ctx)
const minutes = 1 / 60
const plan = {
  strategy: 'canary' as const,
  steps: [{ share: 0.1, minutes, requests: 0 }],
  gates: { errors: null, slower: null },
  approval: 'before-promotion' as const,
  watch: minutes,
}
const { id: release } = await start(ctx, { endpoint: 'led', version: { versionId: second }, plan })
await platform.until(release, async () => (await get(ctx, { endpoint: 'led' }))?.state === 'waiting')
await approve(grace, { endpoint: 'led', release })
await keep('release', client.workflow.getHandle(releaseWorkflowId(release)))

// A look that finds a file which may grow still, then takes it; and what arrived is fired.
const numbers = { ...emptySpec('Numbers'), nodes: { numbers: { kind: 'etl.numbers', params: { salt: 'none' } } } }
const { slug } = await apply(ctx, { spec: numbers })
const watch = { kind: 'folder' as const, folder, as: 'arrived.csv', everySeconds: 3600, settleSeconds: 1 }
const { id: trigger } = await create(ctx, { name: 'files', pipeline: { slug }, watch })
await writeFile(join(folder, 'a.csv'), 'name,age\nAda,36\n')
await keep('look', await client.workflow.start('lookForTrigger', { workflowId: 'look', taskQueue, args: [trigger] }))
const [firing] = await firings(ctx, { trigger: { id: trigger } })
await keep('firing', client.workflow.getHandle(`trigger-firing-${firing?.id}`))

// A firing of a schedule.
const hourly = { kind: 'interval' as const, everySeconds: 3600, offsetSeconds: 0 }
const { id: schedule } = await createSchedule(ctx, { name: 'hourly', pipeline: { slug }, timing: hourly })
await runNow(ctx, { id: schedule })
const fired = async () => (await firingsOf(ctx, { schedule: { id: schedule } })).find(({ run }) => run)?.run?.id
await platform.until(schedule, async () => (await fired()) !== undefined)
const described = await client.schedule.getHandle(temporalScheduleId(schedule)).describe()
const { workflowId, firstExecutionRunId } = described.info.recentActions[0]?.action.workflow ?? {}
await platform.ended((await fired()) ?? '')
await keep('schedule', client.workflow.getHandle(workflowId ?? '', firstExecutionRunId, { followRuns: false }))

await worker.close()
await close()
await Promise.all([platform.close(), server.close()])
process.exit()
