import { request } from 'node:http'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modelVersions } from '#db/schema.ts'
import { classesSignature, numberSignature, type TestModels, testModels } from '#engines/models/testing.ts'
import type { Context } from '#services/context.ts'
import { deploy } from '#services/endpoints/deploy.ts'
import { list } from '#services/predictions/list.ts'
import { create } from '#services/tokens/create.ts'
import { revoke } from '#services/tokens/revoke.ts'
import { openServer } from './open-server.ts'
import { type TestServer, testServer, webUrl } from './testing.ts'

const heavy = { mass: 4000, island: 'Biscoe' }
const light = { mass: 10, island: 'Dream' }

describe('the protocols server', () => {
  let files: TestModels
  let server: TestServer
  let ctx: Context
  let token: string
  let readToken: string
  beforeAll(async () => {
    files = testModels()
    server = await testServer()
    ;({ ctx, token, readToken } = await server.project())
    await server.model(ctx, { name: 'weights', path: files.classes, signature: classesSignature })
    await server.model(ctx, { name: 'sums', path: files.number, signature: numberSignature })
    await deploy(ctx, { endpoint: 'weights', version: { name: 'weights', number: 1 } })
    await deploy(ctx, { endpoint: 'sums', version: { name: 'sums', number: 1 } })
  })
  afterAll(() => server.close())

  const ask = async (path: string, { body, as = token }: { body?: unknown; as?: string } = {}) => {
    const response = await fetch(`${server.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(as && { authorization: `Bearer ${as}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }

  describe('plain JSON', () => {
    it('says in its own words that an address cannot be read', async () => {
      const answer = await fetch(`${server.url}/v2/%c0%ae`)
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('not an address')])
    })

    it('answers one row', async () => {
      const { status, body } = await ask('/predict/weights', { body: heavy })
      expect(status).toBe(200)
      expect(body).toMatchObject({ endpoint: 'weights', model: 'weights', version: 1 })
      expect(body.predictions).toHaveLength(1)
      expect(body.predictions[0].prediction).toBe('heavy')
      expect(body.predictions[0].probabilities.heavy).toBeGreaterThan(0.99)
    })

    it.each([
      ['a list', [heavy, light]],
      ['rows', { rows: [heavy, light] }],
    ])('answers many rows as %s', async (_, rows) => {
      const { body } = await ask('/predict/weights', { body: rows })
      expect(body.predictions.map((one: { prediction: string }) => one.prediction)).toEqual(['heavy', 'light'])
    })

    it('answers with numbers', async () => {
      const { body } = await ask('/predict/sums', { body: { mass: 1.5 } })
      expect(body.predictions[0]).toEqual({ id: expect.any(String), prediction: 101.5 })
    })

    it('answers an unknown category, with a warning', async () => {
      const { status, body } = await ask('/predict/weights', { body: { mass: null, island: 'Atlantis' } })
      expect(status).toBe(200)
      expect(body.warnings).toEqual([{ row: 1, column: 'island', message: 'never seen in training: Atlantis' }])
    })

    it.each([
      [
        { ...heavy, mass: '4000' },
        { at: { row: 1, column: 'mass' }, hint: 'send 4000 without quotes' },
      ],
      [[heavy, { mass: 1 }], { at: { row: 2, column: 'island' }, error: 'missing column: island' }],
      [
        { ...heavy, iland: 'x' },
        { at: { row: 1, column: 'iland' }, hint: 'did you mean island? Otherwise leave it out' },
      ],
      [[], { error: 'there is no row' }],
      ['{"mass":', {}],
      ['{"__proto__": {"mass": 1}}', { error: expect.stringContaining('__proto__'), hint: 'leave it out' }],
    ])('refuses %j', async (body, told) => {
      const answer = await ask('/predict/weights', { body })
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ code: 'INVALID_INPUT', ...told })
    })
  })

  describe('Open Inference', () => {
    it('says that it lives and is ready, to anybody', async () => {
      expect((await ask('/v2/health/live', { as: '' })).body).toEqual({ live: true })
      expect((await ask('/v2/health/ready', { as: '' })).body).toEqual({ ready: true })
    })

    it("describes an endpoint by its model's own columns", async () => {
      const { body } = await ask('/v2/models/weights')
      expect(body).toMatchObject({
        name: 'weights',
        versions: ['1'],
        inputs: [
          { name: 'mass', datatype: 'FP64', shape: [-1, 1], parameters: { optional: true } },
          { name: 'island', datatype: 'BYTES', shape: [-1, 1], parameters: { optional: false } },
        ],
      })
      expect(body.outputs.map(({ name }: { name: string }) => name)).toEqual([
        'label',
        'probabilities',
        'prediction_id',
      ])
      expect((await ask('/v2/models/weights/versions/1/ready')).body).toEqual({ name: 'weights', ready: true })
    })

    it('answers tensors by column, flat or nested, with null for what is missing', async () => {
      const { status, body } = await ask('/v2/models/weights/infer', {
        body: {
          id: 'mine',
          inputs: [
            { name: 'mass', shape: [3, 1], datatype: 'FP64', data: [4000, 10, null] },
            { name: 'island', shape: [3, 1], datatype: 'BYTES', data: [['Biscoe'], ['Dream'], ['Dream']] },
          ],
        },
      })
      expect(status).toBe(200)
      expect(body).toMatchObject({ id: 'mine', model_name: 'weights', model_version: '1' })
      const [label, probabilities, id] = body.outputs
      expect(label).toMatchObject({
        name: 'label',
        datatype: 'BYTES',
        shape: [3, 1],
        data: ['heavy', 'light', 'heavy'],
      })
      expect(probabilities).toMatchObject({ datatype: 'FP64', shape: [3, 2] })
      expect(probabilities.data).toHaveLength(6)
      expect(id.data).toHaveLength(3)
    })

    it('gives the outputs that were asked for', async () => {
      const inputs = [{ name: 'mass', shape: [1], datatype: 'INT32', data: [1] }]
      const { body } = await ask('/v2/models/sums/infer', { body: { inputs, outputs: [{ name: 'prediction' }] } })
      expect(body.outputs).toEqual([{ name: 'prediction', datatype: 'FP64', shape: [1, 1], data: [101] }])
      const unknown = await ask('/v2/models/sums/infer', { body: { inputs, outputs: [{ name: 'label' }] } })
      expect(unknown.body).toMatchObject({ error: 'the model has no such output: label' })
    })

    it.each([
      [[{ name: 'mass', shape: [2, 1], datatype: 'FP64', data: [1] }], /do not fill the shape/],
      [[{ name: 'mass', shape: [1, 2], datatype: 'FP64', data: [1, 2] }], /must be \[rows, 1\]/],
      [[{ name: 'mass', shape: [1, 1], datatype: 'BYTES', data: ['1'] }], /a string where the model wants a number/],
      [[{ name: 'mass', shape: [1, 1], datatype: 'FP7', data: [1] }], /inputs.0.datatype/],
      [[], /no input tensor/],
    ])('refuses %j', async (inputs, error) => {
      const { status, body } = await ask('/v2/models/sums/infer', { body: { inputs } })
      expect(status).toBe(400)
      expect(body.error).toMatch(error)
    })

    it('knows no version that the endpoint does not lead to', async () => {
      expect((await ask('/v2/models/weights/versions/7')).status).toBe(404)
      expect((await ask('/v2/models/weights/versions/x/ready')).status).toBe(404)
    })
  })

  describe('its border', () => {
    it.each([
      ['/v2', undefined],
      ['/v2/models/weights', undefined],
      ['/v2/models/weights/infer', {}],
      ['/predict/weights', heavy],
      ['/anything', undefined],
    ])('answers %s to nobody without a token', async (path, body) => {
      for (const as of ['', 'esp_wrong']) {
        const answer = await ask(path, { as, ...(body && { body }) })
        expect(answer).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
        expect(answer.headers.get('www-authenticate')).toBe('Bearer')
      }
    })

    it('shows an endpoint to nobody of another project', async () => {
      const { token: foreign } = await server.project()
      await ask('/predict/weights', { body: heavy })
      const answer = await ask('/predict/weights', { body: heavy, as: foreign })
      expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND', error: 'no such endpoint: weights' } })
    })

    it('lets a token that may only read see but not ask', async () => {
      expect((await ask('/v2/models/weights', { as: readToken })).status).toBe(200)
      expect((await ask('/predict/weights', { body: heavy, as: readToken })).status).toBe(403)
    })

    it('forgets a revoked token, which it knows by heart for a second', async () => {
      const { id, token: revoked } = await create(ctx, { name: 'short-lived' })
      expect((await ask('/v2/models/weights', { as: revoked })).status).toBe(200)
      await revoke(ctx, { id })
      await expect
        .poll(async () => (await ask('/v2/models/weights', { as: revoked })).status, { timeout: 20_000 })
        .toBe(401)
    })

    it('answers under its own names only', async () => {
      const statusUnder = (host: string) =>
        new Promise((resolve) => {
          request(`${server.url}/v2/health/live`, { headers: { host } }, (response) => {
            resolve(response.resume().statusCode)
          }).end()
        })
      expect(await statusUnder('models.example.org')).toBe(200)
      expect(await statusUnder('evil.example:80')).toBe(403)
    })

    it("lets the platform's own pages call, and no others", async () => {
      const allowed = async (origin: string) => {
        const response = await fetch(`${server.url}/predict/weights`, { method: 'OPTIONS', headers: { origin } })
        return response.headers.get('access-control-allow-origin')
      }
      expect(await allowed(webUrl)).toBe(webUrl)
      expect(await allowed('http://evil.example')).toBeNull()
    })

    it('says what it does not know', async () => {
      expect(await ask('/v3')).toMatchObject({ status: 404, body: { error: 'no such address: GET /v3' } })
      const response = await fetch(`${server.url}/predict/weights`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
        body: 'mass\n1',
      })
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ error: 'the body must be JSON' })
    })
  })

  it('records each prediction with its version, under the id that the answer carries', async () => {
    const { body } = await ask('/predict/sums', { body: [{ mass: 7 }, { mass: 8 }] })
    const ids = body.predictions.map(({ id }: { id: string }) => id)
    await expect
      .poll(async () => {
        const { predictions } = await list(ctx, { endpoint: 'sums' })
        return predictions
          .filter(({ id }) => ids.includes(id))
          .map(({ model, version, inputs, output }) => ({ model, version, inputs, output }))
      })
      .toEqual(
        expect.arrayContaining([
          { model: 'sums', version: 1, inputs: { mass: 7 }, output: { prediction: 107 } },
          { model: 'sums', version: 1, inputs: { mass: 8 }, output: { prediction: 108 } },
        ]),
      )
  })

  it('stores what it answered before it closes', async () => {
    const resources = server.platform
    const other = await openServer({ resources, webUrl, apiUrl: undefined, version: '0.0.0', log: 'silent' })
    const headers = { authorization: `Bearer ${token}` }
    const answer = await other.inject({ method: 'POST', url: '/predict/sums', headers, payload: { mass: 9 } })
    await other.close()
    const { predictions } = await list(ctx, { endpoint: 'sums' })
    expect(predictions.map(({ id }) => id)).toContain(answer.json().predictions[0].id)
  })

  it('follows a new route as soon as Postgres tells of it', async () => {
    expect((await ask('/predict/weights', { body: heavy })).body.version).toBe(1)
    const { number } = await server.model(ctx, { name: 'weights', path: files.classes2, signature: classesSignature })
    await deploy(ctx, { endpoint: 'weights', version: { name: 'weights', number } })
    await expect
      .poll(async () => (await ask('/predict/weights', { body: heavy })).body, { timeout: 20_000 })
      .toMatchObject({ version: 2, predictions: [{ prediction: 'light' }] })
  })

  it('says that a removed model is gone', async () => {
    const { id, number } = await server.model(ctx, { name: 'gone', path: files.number, signature: numberSignature })
    await deploy(ctx, { endpoint: 'gone', version: { name: 'gone', number } })
    await server.platform.db.update(modelVersions).set({ deletedAt: new Date() }).where(eq(modelVersions.id, id))
    const { status, body } = await ask('/predict/gone', { body: { mass: 1 } })
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 'NOT_FOUND', error: 'no model version answers for the endpoint: gone' })
  })
})
