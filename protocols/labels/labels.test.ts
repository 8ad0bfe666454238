import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { labels } from '#db/schema.ts'
import { classesSignature, testModels } from '#engines/models/testing.ts'
import type { Context } from '#services/context.ts'
import { answer as answerDemo } from '#services/demos/answer.ts'
import { create as createDemo } from '#services/demos/create.ts'
import { label as labelInDemo } from '#services/demos/label.ts'
import { deploy } from '#services/endpoints/deploy.ts'
import { create as createToken } from '#services/tokens/create.ts'
import { type TestServer, testServer } from '../testing.ts'

let server: TestServer
let ctx: Context
let token: string
let ids: string[]
beforeAll(async () => {
  server = await testServer()
  ;({ ctx, token } = await server.project())
  await server.model(ctx, { name: 'weights', path: testModels().classes, signature: classesSignature })
  await deploy(ctx, { endpoint: 'weights', version: { name: 'weights', number: 1 } })
  const rows = Array.from({ length: 8 }, (_, index) => ({ mass: 10 + index, island: 'Dream' }))
  const { body } = await send('/predict/weights', JSON.stringify({ rows }))
  ids = (body as { predictions: { id: string }[] }).predictions.map(({ id }) => id)
})
afterAll(() => server.close())

async function send(path: string, body: string | Buffer<ArrayBuffer>, by = token) {
  const type = typeof body === 'string' ? 'application/json' : 'application/vnd.apache.parquet'
  const headers = { authorization: `Bearer ${by}`, 'content-type': type }
  const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const given = (rows: unknown, query = '', by = token) => send(`/labels/weights${query}`, JSON.stringify(rows), by)
const known = async (id: string | undefined) => {
  const [row] = await ctx.db
    .select()
    .from(labels)
    .where(eq(labels.predictionId, id ?? ''))
  return row && { value: row.value, source: row.source, by: row.by }
}

it('a label may come as soon as the answer', async () => {
  const { body } = await send('/predict/weights', JSON.stringify({ mass: 12, island: 'Dream' }))
  const [{ id }] = (body as { predictions: [{ id: string }] }).predictions
  expect((await given([{ prediction: id, label: 'light' }])).body).toMatchObject({ added: 1, refused: [] })
})

it('labels count one by one: the same again changes nothing, and each that is refused says why', async () => {
  const unknown = randomUUID()
  const rows = [
    { prediction: ids[0], label: 'heavy' },
    { prediction: unknown, label: 'heavy' },
    { prediction_id: ids[1], weight: 'light', at: '2026-03-01T12:00:00Z' },
    { prediction: ids[2], label: 'huge' },
    { prediction: ids[0], label: 'heavy' },
    { prediction: ids[0], label: 'light' },
    { prediction: 'seven', label: 'light' },
    { prediction: ids[3] },
    { prediction: ids[3], label: 'light', at: 'yesterday' },
  ]
  const target = classesSignature.target
  const renamed = rows.map(({ weight, ...row }) => ({ ...row, ...(weight && { [target]: weight }) }))
  const { status, body } = await given(renamed)
  expect(status).toBe(200)
  expect(body).toEqual({
    ...{ added: 2, same: 1, replaced: 0 },
    refused: [
      { row: 2, reason: 'no such prediction of weights' },
      { row: 4, reason: 'the model knows no such answer: huge' },
      { row: 6, reason: 'row 1 says otherwise: heavy' },
      { row: 7, reason: 'no id of a prediction in any of prediction, prediction_id, prediction id, id' },
      { row: 8, reason: `no column with the label: label or ${target}` },
      { row: 9, reason: 'not a time: yesterday' },
    ],
  })
  expect(await known(ids[0])).toEqual({ value: 'heavy', source: 'api', by: 'Ada' })
})

it('a label that contradicts one that there is takes its place only where that is asked for', async () => {
  const light = { rows: [{ prediction: ids[0], label: 'light' }] }
  expect((await given(light)).body).toMatchObject({
    refused: [{ row: 1, reason: 'it is labelled otherwise: heavy, by Ada (api)' }],
  })
  expect((await given(light, '?replace=true')).body).toMatchObject({ replaced: 1, refused: [] })
  expect(await known(ids[0])).toMatchObject({ value: 'light' })
  expect((await given({ ...light, replace: 'perhaps' })).status).toBe(400)
})

it('a Parquet file is read page by page', async () => {
  const output = join(await mkdtemp(join(ctx.work, 'labels-test-')), 'labels.parquet')
  const values = `VALUES ('${ids[4]}', 'heavy'), ('${ids[5]}', 'light'), ('${randomUUID()}', 'light')`
  await ctx.tables.select({ sql: `SELECT * FROM (${values}) AS t(which, truth)`, tables: {}, files: [], output })
  const { body } = await send('/labels/weights?prediction=which&label=truth', Buffer.from(await readFile(output)))
  expect(body).toMatchObject({ added: 2, refused: [{ row: 3 }] })
  expect(await known(ids[4])).toMatchObject({ value: 'heavy', source: 'file' })
})

it('what a visitor says in a demo of the endpoint is a label, and never takes the place of another', async () => {
  const { name } = await createDemo(ctx, { of: { endpoint: 'weights' } })
  const { answers } = await answerDemo(ctx, { name, rows: [{ mass: 10, island: 'Dream' }] })
  const [{ id = '', prediction = '' } = {}] = answers
  await labelInDemo(ctx, { name, id, verdict: 'right' })
  expect(await known(id)).toMatchObject({ value: prediction, source: 'demo' })
  await labelInDemo(ctx, { name, id, verdict: 'wrong' })
  expect(await known(id)).toBeUndefined()
  await given([{ prediction: id, label: 'heavy' }])
  await labelInDemo(ctx, { name, id, verdict: 'wrong', corrected: 'light' })
  expect(await known(id)).toMatchObject({ value: 'heavy', source: 'api' })
})

it('labels are for endpoints that there are, and for those who may', async () => {
  const rows = [{ prediction: ids[6], label: 'light' }]
  expect((await send('/labels/nowhere', JSON.stringify(rows))).status).toBe(404)
  const { token: predicting } = await createToken(ctx, { name: 'predicts', scopes: ['predict'] })
  expect((await given(rows, '', predicting)).status).toBe(403)
  const { token: labelling } = await createToken(ctx, { name: 'labels', scopes: ['label'] })
  expect((await given(rows, '', labelling)).body).toMatchObject({ added: 1 })
  const { token: elsewhere } = await server.project()
  expect((await given(rows, '', elsewhere)).status).toBe(404)
})
