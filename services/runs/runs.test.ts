import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outbox, runs } from '#db/schema.ts'
import { catalogue } from '#nodes/index.ts'
import type { Context } from '../context.ts'
import { pending } from '../outbox/pending.ts'
import { apply } from '../pipelines/apply.ts'
import { begin as beginStep } from '../steps/begin.ts'
import { fail } from '../steps/fail.ts'
import { finish as finishStep } from '../steps/finish.ts'
import { report } from '../steps/report.ts'
import { skip } from '../steps/skip.ts'
import { addPeople, people, tableValue, work } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { begin } from './begin.ts'
import { cancel } from './cancel.ts'
import { finish } from './finish.ts'
import { get } from './get.ts'
import { list } from './list.ts'
import { logs } from './logs.ts'
import { metrics } from './metrics.ts'
import { plan } from './plan.ts'
import { start } from './start.ts'

let platform: TestPlatform
let owner: Context
let worker: Context
const pipeline = { slug: 'people' }
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue })
  owner = platform.owner
  worker = platform.worker
  await addPeople(owner)
  await apply(owner, { spec: people() })
})
afterAll(() => platform.close())

/** A run of a file and a condition of its own, so that nothing of it was made before. */
let unique = 0
async function fresh(): Promise<string> {
  unique += 1
  await addPeople(owner, `name,age\nAda,36\nAlan,${100 + unique}\n`)
  return await again()
}

async function again(): Promise<string> {
  const { id } = await start(owner, { pipeline, overrides: { 'adults.where': `age > ${unique}` } })
  await begin(worker, { runId: id })
  return id
}

const statuses = async (id: string) =>
  Object.fromEntries((await get(owner, { id })).steps.map(({ node, status }) => [node, status]))

describe('starting', () => {
  test('writes the run, its steps and the wish to start it, or nothing', async () => {
    const { id, revision } = await start(owner, { pipeline })
    expect(revision).toBe(1)
    expect(await statuses(id)).toEqual({ load: 'queued', adults: 'queued', named: 'queued' })
    expect((await pending(platform)).filter((wish) => 'runId' in wish && wish.runId === id)).toMatchObject([
      { kind: 'start-run' },
    ])

    const ghost = randomUUID()
    const broken: Context = { ...owner, actor: { ...owner.actor, userId: null as unknown as string } }
    await expect(start(broken, { pipeline, id: ghost })).rejects.toThrow()
    expect(await platform.db.select().from(runs).where(eq(runs.id, ghost))).toEqual([])
    expect(await platform.db.select().from(outbox).where(eq(outbox.runId, ghost))).toEqual([])
  })

  test('with the same id is starting once', async () => {
    const id = randomUUID()
    await Promise.all(Array.from({ length: 5 }, () => start(owner, { pipeline, id })))
    expect((await pending(platform)).filter((wish) => 'runId' in wish && wish.runId === id)).toHaveLength(1)
  })

  test('tells whoever listens, once it is true', async () => {
    const told = new Promise<string | undefined>((resolve) => void platform.signals.on('outbox', resolve))
    await platform.signals.on('outbox', () => {})
    const { id } = await start(owner, { pipeline })
    expect(await told).toBe(id)
  })

  test('refuses what cannot run, at the node', async () => {
    await expect(start(owner, { pipeline, overrides: { 'adults.where': 'agee > 1' } })).rejects.toMatchObject({
      code: 'INVALID_GRAPH',
      at: { node: 'adults' },
    })
    await expect(start(owner, { pipeline, overrides: { 'nobody.where': 1 } })).rejects.toThrow('nothing to set')
    await expect(start(owner, { pipeline, revision: 99 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('a step', () => {
  test('goes from queued to done, with what it made', async () => {
    const id = await fresh()
    expect(await work(worker, id, 'load')).toBe('done')
    const begun = await beginStep(worker, { runId: id, node: 'adults' })
    expect(begun).toMatchObject({
      done: false,
      attempt: 1,
      step: { kind: 'etl.filter-rows' },
      inputs: { rows: { rows: 2 } },
    })
    expect(await statuses(id)).toEqual({ load: 'done', adults: 'running', named: 'queued' })
  })

  test('cannot begin before its inputs are there', async () => {
    await expect(beginStep(worker, { runId: await fresh(), node: 'named' })).rejects.toMatchObject({
      code: 'CONFLICT',
      at: { node: 'named', port: 'rows' },
    })
  })

  test('is fenced: an attempt that was overtaken changes nothing', async () => {
    const runId = await fresh()
    await work(worker, runId, 'load')
    const first = await beginStep(worker, { runId, node: 'adults' })
    const second = await beginStep(worker, { runId, node: 'adults' })
    if (first.done || second.done) throw new Error('ended')
    const late = { runId, node: 'adults', token: first.token }
    const outputs = { rows: await tableValue(worker, 'late') }
    const fault = { code: 'INTERNAL' as const, message: 'late' }
    await expect(finishStep(worker, { ...late, outputs })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(fail(worker, { ...late, fault })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(report(worker, { ...late, progress: { share: 0.9 } })).rejects.toMatchObject({ code: 'CONFLICT' })
    const [step] = (await get(owner, { id: runId })).steps.filter(({ node }) => node === 'adults')
    expect(step).toMatchObject({ status: 'running', attempt: 2, progress: null, outputs: null })

    const now = { runId, node: 'adults', token: second.token }
    expect(await finishStep(worker, { ...now, outputs })).toEqual({ status: 'done' })
    expect(await finishStep(worker, { ...now, outputs })).toEqual({ status: 'done' })
    expect(await beginStep(worker, { runId, node: 'adults' })).toEqual({ done: true, status: 'done' })
  })

  test('may be finished by one of many who try at once', async () => {
    const runId = await fresh()
    const attempts = await Promise.all(Array.from({ length: 8 }, () => beginStep(worker, { runId, node: 'load' })))
    const outputs = { rows: await tableValue(worker, 'load') }
    const ended = await Promise.allSettled(
      attempts.map((one) => (one.done ? one : finishStep(worker, { runId, node: 'load', token: one.token, outputs }))),
    )
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(new Set(attempts.map((one) => (one.done ? 0 : one.attempt))).size).toBe(8)
  })

  test('reports progress, what it printed and what it measured', async () => {
    const runId = await fresh()
    const begun = await beginStep(worker, { runId, node: 'load' })
    if (begun.done) throw new Error('reused')
    const ref = { runId, node: 'load', token: begun.token }
    await report(worker, {
      ...ref,
      progress: { share: 0.5, message: 'half' },
      logs: [{ stream: 'stdout', text: 'a\0b' }],
      metrics: [
        { name: 'loss', index: 0, value: 3 },
        { name: 'loss', index: 1, value: 2 },
      ],
    })
    await report(worker, { ...ref, metrics: [{ name: 'loss', index: 1, value: 1 }] })
    expect((await get(owner, { id: runId })).steps[0]).toMatchObject({ progress: 0.5, message: 'half' })
    expect(await logs(owner, { id: runId })).toMatchObject([{ node: 'load', attempt: 1, text: 'a\ufffdb' }])
    expect(await metrics(owner, { id: runId })).toEqual([
      {
        node: 'load',
        name: 'loss',
        points: [
          { index: 0, value: 3 },
          { index: 1, value: 1 },
        ],
      },
    ])
  })
})

describe('what was made before', () => {
  test('is reused, says by which run, and is planned so', async () => {
    const spec = people('age > 30 AND true')
    await apply(owner, { spec })
    const first = await start(owner, { pipeline })
    for (const node of ['load', 'adults', 'named']) await work(worker, first.id, node)
    expect((await plan(owner, { pipeline })).steps.map(({ decision }) => decision)).toEqual(['reuse', 'reuse', 'reuse'])
    expect((await plan(owner, { pipeline, overrides: { 'named.where': 'age < 99' } })).steps).toMatchObject([
      { decision: 'reuse' },
      { decision: 'reuse' },
      { decision: 'run', why: 'changed: where' },
    ])

    const second = await start(owner, { pipeline })
    expect(await work(worker, second.id, 'load')).toBe('reused')
    expect(await work(worker, second.id, 'adults')).toBe('reused')
    const { steps: shown } = await get(owner, { id: second.id })
    expect(shown[1]).toMatchObject({ status: 'reused', reusedFrom: first.id, rowsOut: 2 })
  })

  test('is made again when its bytes are gone', async () => {
    const first = await fresh()
    await work(worker, first, 'load')
    const value = (await get(owner, { id: first })).steps[0]?.outputs?.rows
    if (value?.type !== 'table') throw new Error('no table')
    expect(await work(worker, await again(), 'load')).toBe('reused')
    await rm(await platform.store.path(value.artifact))
    expect(await work(worker, await again(), 'load')).toBe('done')
  })
})

describe('a run', () => {
  test('ends once, as its steps did', async () => {
    const id = await fresh()
    for (const node of ['load', 'adults', 'named']) await work(worker, id, node)
    const ends = await Promise.all(Array.from({ length: 4 }, () => finish(worker, { runId: id })))
    expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(['done']))
    const fault = { code: 'INTERNAL' as const, message: 'too late' }
    expect(await finish(worker, { runId: id, fault })).toEqual({ status: 'done' })
    expect(await get(owner, { id })).toMatchObject({ status: 'done', fault: null })
  })

  test('fails with the fault of the step that failed; what follows is skipped', async () => {
    const runId = await fresh()
    await work(worker, runId, 'load')
    const begun = await beginStep(worker, { runId, node: 'adults' })
    if (begun.done) throw new Error('ended')
    const fault = { code: 'BAD_DATA' as const, message: 'a text where a number belongs', at: { column: 'age' } }
    await fail(worker, { runId, node: 'adults', token: begun.token, fault })
    await skip(worker, { runId, nodes: ['named'], because: 'adults' })
    expect(await finish(worker, { runId })).toEqual({ status: 'failed' })
    expect(await get(owner, { id: runId })).toMatchObject({ fault: { at: { node: 'adults', column: 'age' } } })
    expect(await statuses(runId)).toEqual({ load: 'done', adults: 'failed', named: 'skipped' })
  })

  test('that waits is cancelled at once, and cannot begin any more', async () => {
    const { id } = await start(owner, { pipeline })
    expect(await cancel(owner, { id })).toEqual({ status: 'cancelled' })
    expect(await begin(worker, { runId: id })).toMatchObject({ status: 'cancelled', settled: { load: 'cancelled' } })
    expect(await beginStep(worker, { runId: id, node: 'load' })).toEqual({ done: true, status: 'cancelled' })
  })

  test('that is under way is asked to stop, and late attempts change nothing', async () => {
    const runId = await fresh()
    await work(worker, runId, 'load')
    const begun = await beginStep(worker, { runId, node: 'adults' })
    if (begun.done) throw new Error('ended')
    expect(await cancel(owner, { id: runId })).toEqual({ status: 'running' })
    await expect(beginStep(worker, { runId, node: 'named' })).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(await finish(worker, { runId })).toEqual({ status: 'cancelled' })
    const outputs = { rows: await tableValue(worker, 'late') }
    await expect(finishStep(worker, { runId, node: 'adults', token: begun.token, outputs })).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    expect(await statuses(runId)).toEqual({ load: 'done', adults: 'cancelled', named: 'cancelled' })
  })

  test('is seen by its project alone', async () => {
    const stranger = await platform.stranger()
    const id = await fresh()
    for (const verb of [get, cancel, logs, metrics] as const)
      await expect(verb(stranger, { id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(start(stranger, { pipeline })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const otherWorker: Context = { ...stranger, actor: { ...stranger.actor, role: 'worker' } }
    await expect(begin(otherWorker, { runId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(beginStep(otherWorker, { runId: id, node: 'load' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await list(stranger, {})).runs).toEqual([])
  })
})

test('the list goes on where the page before ended', async () => {
  const first = await list(owner, { pipeline, limit: 3 })
  const second = await list(owner, { pipeline, limit: 3, after: first.next ?? '' })
  const all = await list(owner, { limit: 200 })
  expect([...first.runs, ...second.runs].map(({ id }) => id)).toEqual(all.runs.slice(0, 6).map(({ id }) => id))
  expect(all.next).toBeNull()
})
