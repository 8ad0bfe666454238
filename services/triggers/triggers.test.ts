import { eq, sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { stepMetrics, triggerFirings, triggers } from '#db/schema.ts'
import { emptySpec } from '#pipeline/spec.ts'
import { register } from '../models/register.ts'
import { setAlias } from '../models/set-alias.ts'
import { apply } from '../pipelines/apply.ts'
import { inspect } from '../pipelines/inspect.ts'
import { cancel } from '../runs/cancel.ts'
import { close } from '../runs/close.ts'
import { start } from '../runs/start.ts'
import { modelValue } from '../testing/made.ts'
import { call } from './call.ts'
import { called } from './called.ts'
import { pause } from './pause.ts'
import { remove } from './remove.ts'
import { resume } from './resume.ts'
import { testTriggers } from './testing.ts'
import { update } from './update.ts'

const { platform, ctx, make, arrived, settle, run } = await testTriggers()
afterAll(() => platform.close())

const pipeline = { slug: 'people' }

describe('events', () => {
  const ended = async (slug: string) => {
    const { id } = await start(ctx, { pipeline: { slug } })
    await cancel(ctx, { id })
    return id
  }

  it('of a model arrive where they are waited for', async () => {
    const any = await make({ watch: { kind: 'model', event: 'registered' } })
    const other = await make({ watch: { kind: 'model', event: 'registered', model: 'other' } })
    const moved = await make({
      watch: { kind: 'model', event: 'alias-moved', model: 'late', alias: 'champion' },
      overrides: { least: '{{ event.version }}' },
    })
    await register(ctx, { name: 'late', model: await modelValue(ctx) })
    for (const alias of ['champion', 'champion', 'challenger']) await setAlias(ctx, { name: 'late', number: 1, alias })
    expect(await arrived(any.id)).toMatchObject([{ payload: { event: { model: 'late', version: 1 } } }])
    expect(await arrived(other.id)).toEqual([])
    expect(await settle(moved.id)).toMatchObject([{ outcome: 'ran', payload: { event: { version: 1, from: null } } }])
  })

  it('of several values of one run are one condition, which rests after it fired', async () => {
    const { id } = await make({
      watch: { kind: 'metric', when: 'near.share > 0.3 and not far.share >= 0.3 and rows > 10' },
      ...{ watched: { slug: 'one' }, cooldownSeconds: 60 },
      overrides: { least: '{{ value.near.share }}' },
    })
    const measured = async (near: number, far: number) => {
      const { id: runId } = await start(ctx, { pipeline: { slug: 'one' } })
      const values = { near: { share: near }, far: { share: far, rows: 11 } }
      const rows = Object.entries(values).flatMap(([node, names]) =>
        Object.entries(names).map(([name, value]) => ({ runId, node, name, index: 0, value })),
      )
      await ctx.db.insert(stepMetrics).values(rows)
      await ctx.db.transaction((tx) => close(tx, runId, { status: 'done', fault: null }))
      await settle(id)
    }
    for (const [near, far] of [
      [0.4, 0.4],
      [0.5, 0.1],
      [0.1, 0.1],
      [0.5, 0.1],
    ] as const)
      await measured(near, far)
    expect(
      (await arrived(id)).map(({ outcome, reason }) => [outcome, reason?.split(/[:] /).at(-1)]).toReversed(),
    ).toEqual([
      ['quiet', 'does not hold'],
      ['ran', undefined],
      ['quiet', 'does not hold'],
      ['suppressed', expect.stringContaining('cool-down')],
    ])
  })

  it('of a model that the pipeline itself registers are refused, at once or when it is resumed', async () => {
    const trains = (name: string, model: string, alias = '') => ({
      ...{ ...emptySpec(name), parameters: { model } },
      nodes: { keep: { kind: 'deployment.register-model', params: { name: '{{ model }}', alias } } },
    })
    await apply(ctx, { spec: trains('Trains', 'rings', 'champion') })
    await apply(ctx, { spec: trains('Other', 'others') })
    const waits = (slug: string, watch: object) =>
      make({ watch: { kind: 'model', event: 'registered', ...watch }, pipeline: { slug } })
    await expect(waits('trains', { model: 'rings' })).rejects.toThrow('circle: trains → trains')
    await expect(waits('trains', {})).rejects.toMatchObject({ at: { param: 'watch.model' } })
    await expect(waits('trains', { event: 'alias-moved', alias: 'champion' })).rejects.toThrow('circle')
    await waits('trains', { event: 'alias-moved', alias: 'challenger' })
    await waits('other', { model: 'rings' })
    await expect(waits('trains', { model: 'others' })).rejects.toThrow('circle: other → trains → other')
    const { id } = await waits('trains', { model: 'later' })
    await pause(ctx, { id })
    await apply(ctx, { spec: trains('Other', 'later') })
    await expect(resume(ctx, { id })).rejects.toThrow('circle: other → trains → other')
  })

  it('do not let a pipeline run that was changed so that it would set itself off, and it says where', async () => {
    const keeps = (model: string) => ({
      ...emptySpec('Keeps'),
      nodes: { keep: { kind: 'deployment.register-model', params: { name: model } } },
    })
    await apply(ctx, { spec: keeps('leaves') })
    const keep = { pipeline: { slug: 'keeps' } }
    const told = async () =>
      (await inspect(ctx, { spec: keeps('roots'), ...keep })).problems.filter(({ message }) => /circle/.test(message))
    const { id, name } = await make({ watch: { kind: 'model', event: 'registered', model: 'roots' }, ...keep })
    expect(await told()).toMatchObject([
      { message: expect.stringContaining('keeps → keeps'), at: { node: 'keep' }, hint: expect.stringContaining(name) },
    ])
    await pause(ctx, { id })
    expect(await told()).toEqual([])

    const own = await make({ watch: { kind: 'webhook' } })
    const watch = { kind: 'pipeline' as const, outcomes: ['done' as const] }
    const closed = { kind: watch.kind, watch, watchedId: sql`${triggers.pipelineId}` }
    await ctx.db.update(triggers).set(closed).where(eq(triggers.id, own.id))
    await expect(start(ctx, { pipeline })).rejects.toThrow('circle: people → people')
    await remove(ctx, { id: own.id })
    await start(ctx, { pipeline })
  })

  it('of a pipeline arrive for the outcomes that are waited for; a circle is refused, and a chain ends', async () => {
    const chained = (watched: string, slug: string) =>
      make({ watch: { kind: 'pipeline', outcomes: ['cancelled'] }, watched: { slug: watched }, pipeline: { slug } })
    const { id } = await chained('one', 'two')
    await chained('two', 'three')
    await expect(chained('three', 'one')).rejects.toThrow('circle: three → one → two → three')
    await expect(chained('one', 'one')).rejects.toThrow('circle: one → one')
    const runId = await ended('one')
    expect(await settle(id)).toMatchObject([{ outcome: 'ran', depth: 1, payload: { event: { run: runId } } }])

    const hook = await make({ watch: { kind: 'webhook' } })
    const [deep] = await ctx.db
      .insert(triggerFirings)
      .values({ triggerId: hook.id, key: 'deep', depth: 5, runId: await ended('three') })
      .returning()
    const late = await make({ watch: { kind: 'pipeline' }, watched: { slug: 'three' } })
    const next = await start(ctx, { pipeline: { slug: 'three' } })
    await ctx.db
      .update(triggerFirings)
      .set({ runId: next.id })
      .where(eq(triggerFirings.id, deep?.id ?? ''))
    await update(ctx, {
      id: late.id,
      name: late.name,
      watch: { kind: 'pipeline', outcomes: ['cancelled'] },
      watched: { slug: 'three' },
    })
    await cancel(ctx, { id: next.id })
    expect(await arrived(late.id)).toMatchObject([
      { outcome: 'suppressed', reason: expect.stringContaining('chain of 5') },
    ])
  })
})

describe('a pipeline as an endpoint', () => {
  it('is called with what it declares, once for a key, until it is offered no more', async () => {
    const asked = { pipeline: 'people', parameters: { least: 4, region: '12' } }
    await expect(call(ctx, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const offer = await make({ watch: { kind: 'api' } })
    await expect(make({ watch: { kind: 'api' } })).rejects.toThrow('endpoint already')
    const { id } = await call(ctx, { ...asked, key: 'k' })
    expect(await call(ctx, { ...asked, key: 'k' })).toEqual({ id })
    await expect(call(ctx, { pipeline: 'people', key: 'k' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(call(ctx, { pipeline: 'people', parameters: { least: '4' } })).rejects.toThrow(
      'must be a number: least',
    )
    await expect(call(ctx, { pipeline: 'people', parameters: { leest: 4 } })).rejects.toMatchObject({
      hint: 'did you mean least?',
    })
    expect(await called(ctx, { pipeline: 'people', id })).toMatchObject({ status: 'waiting' })
    await settle(offer.id)
    expect(await called(ctx, { pipeline: 'people', id })).toMatchObject({ status: 'queued' })
    expect(await run(id)).toMatchObject({ starts: 1, overrides: { least: 4, region: '"12"' } })
    const stranger = await platform.stranger()
    await expect(called(stranger, { pipeline: 'people', id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await remove(ctx, { id: offer.id })
    await expect(call(ctx, asked)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

it('what does not go together is refused, with the parameter', async () => {
  await expect(make({ watch: { kind: 'webhook' }, overrides: { least: '{{ file }}' } })).rejects.toThrow('{{ file }}')
  await expect(make({ watch: { kind: 'webhook' }, overrides: { lest: 1 } })).rejects.toThrow('nothing to set')
  await expect(
    make({ watch: { kind: 'webhook' }, overrides: { 'adults.wher': '{{ body.x }}' } }),
  ).rejects.toMatchObject({
    ...{ message: 'no such parameter: wher', hint: 'did you mean where?' },
    at: { node: 'adults', param: 'overrides' },
  })
  await expect(make({ watch: { kind: 'metric', when: 'drift > ' }, watched: pipeline })).rejects.toThrow('character')
  await expect(make({ watch: { kind: 'metric', when: 'drift > 1' } })).rejects.toThrow('missing')
  await expect(make({ watch: { kind: 'api' }, cooldownSeconds: 5 })).rejects.toThrow('cool-down')
})
