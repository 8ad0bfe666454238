import { afterAll, beforeAll, expect, it } from 'vitest'
import { classesSignature, type TestModels, testModels } from '#engines/models/testing.ts'
import { deploy } from '#services/endpoints/deploy.ts'
import { traffic } from '#services/traffic/window.ts'
import { type TestServer, testServer } from './testing.ts'

let files: TestModels
let server: TestServer
beforeAll(async () => {
  files = testModels()
  server = await testServer()
})
afterAll(() => server.close())

it('counts what each version answered, refused and failed, and how long it took', async () => {
  const { ctx, token } = await server.project()
  const { id: versionId } = await server.model(ctx, {
    name: 'weights',
    path: files.classes,
    signature: classesSignature,
  })
  await deploy(ctx, { endpoint: 'counted', version: { versionId } })
  const ask = (rows: unknown) =>
    fetch(`${server.url}/predict/counted`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(rows),
    })
  const row = { mass: 1, island: 'Dream' }
  await Promise.all([ask(row), ask([row, row]), ask({ mass: 'much', island: 'Dream' })])
  await expect
    .poll(() => traffic(ctx, { endpoint: 'counted', from: new Date(Date.now() - 60_000) }))
    .toMatchObject([
      { versionId, model: 'weights', version: 1, mode: 'live', answered: 2, refused: 1, failed: 0, rows: 3 },
    ])
  const [counted] = await traffic(ctx, { endpoint: 'counted', from: new Date(Date.now() - 60_000) })
  expect(counted).toMatchObject({ requests: 2, errorRate: 0, disagreement: null })
  expect(counted?.p95).toBeGreaterThan(0)
})
