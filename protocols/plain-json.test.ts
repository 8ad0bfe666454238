import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classesSignature, numberSignature, type TestModels, testModels } from '#engines/models/testing.ts'
import type { Context } from '#services/context.ts'
import { deploy } from '#services/endpoints/deploy.ts'
import { type TestServer, testServer } from './testing.ts'

const heavy = { mass: 4000, island: 'Biscoe' }

describe('plain JSON over the protocols server', () => {
  let files: TestModels
  let server: TestServer
  let ctx: Context
  let token: string
  beforeAll(async () => {
    files = testModels()
    server = await testServer()
    ;({ ctx, token } = await server.project())
    await server.model(ctx, { name: 'weights', path: files.classes, signature: classesSignature })
    await server.model(ctx, { name: 'sums', path: files.number, signature: numberSignature })
    await deploy(ctx, { endpoint: 'weights', version: { name: 'weights', number: 1 } })
    await deploy(ctx, { endpoint: 'sums', version: { name: 'sums', number: 1 } })
  })
  afterAll(() => server.close())

  const ask = async (path: string, { body, as = token }: { body: unknown; as?: string }) => {
    const response = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  }

  it('warns of a category that is beyond those its signature lists, too', async () => {
    const inputs = classesSignature.inputs.map((input) => ({
      ...input,
      ...(input.categories && { categoryCount: 9 }),
    }))
    const digest = createHash('sha256').update('Torgersen').digest().subarray(0, 6)
    await server.model(ctx, {
      ...{ name: 'many', path: files.classes, signature: { ...classesSignature, inputs } },
      details: { categories: { island: digest.toString('base64') } },
    })
    await deploy(ctx, { endpoint: 'many', version: { name: 'many', number: 1 } })
    const rows = ['Biscoe', 'Torgersen', 'Atlantis'].map((island) => ({ mass: 1, island }))
    const { body } = await ask('/predict/many', { body: rows })
    expect(body.warnings).toEqual([{ row: 3, column: 'island', message: 'never seen in training: Atlantis' }])
  })

  it('says where a body ceases to be JSON', async () => {
    const { status, body } = await ask('/predict/weights', { body: '{"mass": 1,}' })
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'INVALID_INPUT', error: 'the body is not JSON: line 1, column 12: "}"' })
  })

  it('names the endpoints there are, of the project alone', async () => {
    expect((await ask('/predict/wieghts', { body: heavy })).body).toMatchObject({
      error: 'no such endpoint: wieghts',
      hint: 'did you mean weights?',
    })
    expect((await ask('/predict/houses', { body: heavy })).body.hint).toMatch(/^there is .*sums, weights$/)
    const stranger = await server.project()
    const { status, body } = await ask('/predict/weights', { body: heavy, as: stranger.token })
    expect(status).toBe(404)
    expect(body.hint).toContain('no endpoint has been made yet')
  })
})
