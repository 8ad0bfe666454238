import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestJupyter, testJupyter } from '#engines/kernels/testing.ts'
import { cancel } from '#services/runs/cancel.ts'
import { logs } from '#services/runs/logs.ts'
import { metrics } from '#services/runs/metrics.ts'
import { root, specOf, type TestPlatform, testPlatform } from './testing/platform.ts'
import { began, rootWithSlowNode } from './testing/slow-node.ts'
import { type TestTemporal, testTemporal } from './testing/temporal.ts'
import { bundleFolder } from './testing/worker.ts'

describe('a step in a kernel', () => {
  let platform: TestPlatform
  let temporal: TestTemporal
  let jupyter: TestJupyter
  let folder: string
  let worker: ChildProcess

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'espalier-slow-'))
    await rootWithSlowNode(join(folder, 'root'))
    ;[platform, temporal, jupyter] = await Promise.all([testPlatform(), testTemporal(), testJupyter()])
    await startWorker()
  })
  afterAll(async () => {
    if (worker) await end('SIGKILL')
    await Promise.all([platform?.close(), temporal?.close(), jupyter?.close()])
    await rm(folder, { recursive: true, force: true })
  })

  const startWorker = async () => {
    const entry = fileURLToPath(new URL('testing/worker-process.ts', import.meta.url))
    worker = spawn(process.execPath, ['--import', 'tsx', entry], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        DATABASE_URL: platform.databaseUrl,
        ESPALIER_HOME: platform.home,
        ESPALIER_ROOT: join(folder, 'root'),
        TEMPORAL_ADDRESS: temporal.address,
        JUPYTER_URL: jupyter.baseUrl,
        JUPYTER_TOKEN: jupyter.token,
        BUNDLE_FOLDER: bundleFolder,
      },
    })
    await once(worker, 'message')
  }
  const end = async (signal: NodeJS.Signals) => {
    if (worker.exitCode !== null || worker.signalCode !== null) return
    const ended = once(worker, 'exit')
    worker.kill(signal)
    await ended
  }
  /** A run whose second step is in a kernel until its gate is opened. */
  const startSlow = async () => {
    const name = randomUUID()
    const notes = join(folder, name)
    await mkdir(notes)
    const [diary, gate] = [join(notes, 'diary'), join(notes, 'gate')]
    const runId = await platform.start(
      specOf({
        numbers: { kind: 'etl.numbers', params: { salt: name } },
        slow: { kind: 'training.slow', params: { diary, gate }, from: { rows: 'numbers' } },
        after: { kind: 'etl.sql', params: { query: 'SELECT sum(n) AS n FROM a' }, from: { a: 'slow' } },
      }),
    )
    return { runId, diary, open: () => writeFile(gate, '') }
  }

  const allPrinted = 'waiting\nwent on 0\nwent on 1\nwent on 2\n'
  const printed = async (id: string) =>
    (await logs(platform.as(platform.actor), { id, node: 'slow' })).map(({ text }) => text).join('')

  it('goes on in its kernel when its worker is killed, and one that ends meanwhile is finished from what its kernel left', async () => {
    const [goesOn, ends] = [await startSlow(), await startSlow()]
    const kernels = await Promise.all([goesOn, ends].map(({ diary }) => began(diary, 1)))
    await end('SIGKILL')
    const killedAt = Date.now()
    await ends.open()
    await startWorker()
    await platform.until(goesOn.runId, async () => (await platform.step(goesOn.runId, 'slow')).attempt === 2)
    expect(Date.now() - killedAt).toBeLessThan(60_000)
    await goesOn.open()
    for (const [index, { runId, diary }] of [goesOn, ends].entries()) {
      expect(await platform.ended(runId)).toMatchObject({ status: 'done' })
      expect(await began(diary, 1)).toEqual(kernels[index])
      expect(await platform.step(runId, 'after')).toMatchObject({ status: 'done', rowsOut: 1 })
      expect(await printed(runId)).toBe(allPrinted)
      expect(await metrics(platform.as(platform.actor), { id: runId, node: 'slow' })).toMatchObject([
        {
          name: 'loss',
          points: [
            { index: 1, value: 0.5 },
            { index: 2, value: 0.25 },
          ],
        },
      ])
    }
  }, 180_000)

  it('is left in its kernel by a worker that is asked to stop', async () => {
    const { runId, diary, open } = await startSlow()
    const [kernel] = await began(diary, 1)
    await end('SIGTERM')
    expect(await platform.step(runId, 'slow')).toMatchObject({ status: 'running' })
    await startWorker()
    await open()
    expect(await platform.ended(runId)).toMatchObject({ status: 'done' })
    expect(await began(diary, 1)).toEqual([kernel])
    expect(await printed(runId)).toBe(allPrinted)
  }, 180_000)

  it('is begun anew when its kernel is killed', async () => {
    const { runId, diary, open } = await startSlow()
    const [kernel] = await began(diary, 1)
    process.kill(kernel as number, 'SIGKILL')
    const pids = await began(diary, 2)
    await open()
    expect(await platform.ended(runId)).toMatchObject({ status: 'done' })
    expect(new Set(pids).size).toBe(2)
    expect(await platform.step(runId, 'slow')).toMatchObject({ attempt: 2 })
  }, 180_000)

  it('ends with its kernel within ten seconds when the run is cancelled', async () => {
    const { runId, diary } = await startSlow()
    const [kernel] = await began(diary, 1)
    const askedAt = Date.now()
    await cancel(platform.as(platform.actor), { id: runId })
    expect(await platform.ended(runId)).toMatchObject({ status: 'cancelled' })
    expect(Date.now() - askedAt).toBeLessThan(10_000)
    expect(await platform.statuses(runId)).toEqual({ numbers: 'done', slow: 'cancelled', after: 'cancelled' })
    expect(() => process.kill(kernel as number, 0)).toThrow('ESRCH')
  }, 180_000)
})
