import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classesSignature, type TestModels, testModels } from '#engines/models/testing.ts'
import type { Context } from '#services/context.ts'
import { deploy } from '#services/endpoints/deploy.ts'
import { drawn, positionOf } from '#services/endpoints/draw.ts'
import { findEndpoint } from '#services/endpoints/find.ts'
import { route } from '#services/endpoints/route.ts'
import { addRoute, type Share } from '#services/endpoints/routes.ts'
import { list } from '#services/predictions/list.ts'
import { traffic } from '#services/traffic/window.ts'
import { type TestServer, testServer } from './testing.ts'

const row = { mass: 4000, island: 'Biscoe' }

describe('routing', () => {
  let files: TestModels
  let server: TestServer
  let ctx: Context
  let token: string
  let first: string
  let second: string
  let broken: string
  beforeAll(async () => {
    files = testModels()
    server = await testServer()
    ;({ ctx, token } = await server.project())
    const versions: string[] = []
    for (const path of [files.classes, files.classes2, files.custom])
      versions.push((await server.model(ctx, { name: 'weights', path, signature: classesSignature })).id)
    ;[first, second, broken] = versions as [string, string, string]
  })
  afterAll(() => server.close())

  const ask = async (endpoint: string, key?: string) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const response = await fetch(`${server.url}/predict/${endpoint}`, {
      method: 'POST',
      headers: { ...headers, ...(key && { 'x-espalier-key': key }) },
      body: JSON.stringify(row),
    })
    return { status: response.status, body: (await response.json()) as { version: number } }
  }
  const share = async (name: string, shares: Share[]) => {
    const endpoint = await findEndpoint(ctx.db, ctx.actor.projectId, name)
    await ctx.db.transaction((tx) => addRoute(tx, ctx.actor, endpoint, { shares }))
  }
  const canary = (part: number): Share[] => [
    { versionId: first, weight: 1 - part, mode: 'live' },
    { versionId: second, weight: part, mode: 'canary' },
  ]
  const since = () => new Date(Date.now() - 60_000)

  it('keeps each key with its version while the share of a canary rises', async () => {
    await deploy(ctx, { endpoint: 'sticky', version: { versionId: first } })
    const keys = Array.from({ length: 60 }, (_, index) => `customer-${index}`)
    const answered = async () => Promise.all(keys.map(async (key) => (await ask('sticky', key)).body.version))
    await share('sticky', canary(0.2))
    await expect.poll(async () => new Set(await answered()).size).toBe(2)
    const before = await answered()
    expect(await answered()).toEqual(before)
    await share('sticky', canary(0.6))
    const met = (versions: number[]) => versions.filter((version) => version === 2).length
    await expect.poll(async () => met(await answered())).toBeGreaterThan(met(before))
    const after = await answered()
    expect(keys.filter((_, index) => before[index] === 2 && after[index] !== 2)).toEqual([])
  })

  it('meets the share of a canary, and others first with the next', () => {
    const resolved = (versionId: string) => ({
      id: 'endpoint',
      targets: [
        { versionId: 'old', weight: 0.9, mode: 'live' as const },
        { versionId, weight: 0.1, mode: 'canary' as const },
      ],
    })
    const keys = Array.from({ length: 10_000 }, (_, index) => `key ${index}`)
    const met = (versionId: string) =>
      keys.filter((key) => {
        const { targets, ...endpoint } = resolved(versionId)
        return drawn(targets, positionOf(key, { ...endpoint, targets }))?.versionId === versionId
      })
    expect(met('a').length / 10_000).toBeCloseTo(0.1, 1)
    const again = new Set(met('b'))
    expect(met('a').filter((key) => again.has(key)).length).toBeLessThan(200)
  })

  it('asks a shadow beside, compares it, and lets nobody notice one that breaks', async () => {
    await deploy(ctx, { endpoint: 'shadowed', version: { versionId: first } })
    await share('shadowed', [
      { versionId: first, weight: 1, mode: 'live' },
      { versionId: second, weight: 1, mode: 'shadow' },
      { versionId: broken, weight: 1, mode: 'shadow' },
    ])
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask('shadowed')))
    expect(answers.map(({ status, body }) => [status, body.version])).toEqual(answers.map(() => [200, 1]))
    await expect
      .poll(() => traffic(ctx, { endpoint: 'shadowed', from: since() }), { timeout: 5000 })
      .toMatchObject([
        { version: 1, mode: 'live', answered: 10 },
        { version: 2, mode: 'shadow', answered: 10, compared: 10, disagreed: 10, disagreement: 1 },
        { version: 3, mode: 'shadow', answered: 0, failed: 10, errorRate: 1 },
      ])
    const { predictions } = await list(ctx, { endpoint: 'shadowed' })
    expect(predictions.map(({ version }) => version)).toEqual(answers.map(() => 1))
  })

  it('goes back under load for good, with the first answer that does, and no request fails', async () => {
    await deploy(ctx, { endpoint: 'busy', version: { versionId: first } })
    // Counted rather than timed: what began after something had ended must know of it.
    let moments = 0
    const seen: { began: number; ended: number; status: number; version: number }[] = []
    let over = false
    const caller = async () => {
      while (!over) {
        const began = ++moments
        const { status, body } = await ask('busy')
        seen.push({ began, ended: ++moments, status, version: body.version })
      }
    }
    const callers = Promise.all(Array.from({ length: 8 }, caller))
    const answering = () => seen.at(-1)?.version
    await expect.poll(answering, { timeout: 20_000 }).toBe(1)
    await deploy(ctx, { endpoint: 'busy', version: { versionId: second } })
    await expect.poll(answering, { timeout: 20_000 }).toBe(2)
    await route(ctx, { name: 'busy', to: { route: 1 } })
    const routed = moments
    const backAt = () => seen.find(({ began, version }) => began > routed && version === 1)?.ended ?? Infinity
    const later = () => seen.filter(({ began }) => began > backAt())
    await expect.poll(() => later().length, { timeout: 20_000 }).toBeGreaterThan(100)
    over = true
    await callers
    expect(later().filter(({ version }) => version !== 1)).toEqual([])
    expect(seen.filter(({ status }) => status !== 200)).toEqual([])
  })
})
