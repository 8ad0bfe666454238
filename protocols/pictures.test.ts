import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gate } from '#engines/models/gate/gate.ts'
import type { Context } from '#services/context.ts'
import { deploy } from '#services/endpoints/deploy.ts'
import { list } from '#services/predictions/list.ts'
import { type TestServer, testServer } from './testing.ts'

describe('a model of pictures', () => {
  let server: TestServer
  let ctx: Context
  let token: string
  let png: Buffer
  beforeAll(async () => {
    server = await testServer()
    ;({ ctx, token } = await server.project())
    const root = process.cwd()
    const path = join(root, 'engines/models/gate/fixtures/keras-picture.onnx')
    const out = join(mkdtempSync(join(tmpdir(), 'espalier-pictures-')), 'model.onnx')
    const { admitted } = await gate({ root, path, out, corrections: { classes: ['a', 'b', 'c'] } })
    if (!admitted) throw new Error('it did not pass')
    await server.model(ctx, { name: 'sight', path: out, signature: admitted.signature })
    await deploy(ctx, { endpoint: 'sight', version: { name: 'sight', number: 1 } })
    png = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#3366cc' } })
      .png()
      .toBuffer()
  }, 60_000)
  afterAll(() => server.close())

  const post = async (path: string, body: RequestInit['body'], type?: string) => {
    const headers = { authorization: `Bearer ${token}`, ...(type && { 'content-type': type }) }
    const response = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: body ?? null })
    return { status: response.status, body: (await response.json()) as Record<string, never> & { predictions?: never } }
  }
  const json = (path: string, body: unknown) => post(path, JSON.stringify(body), 'application/json')
  const sight = '/predict/sight'
  const infer = '/v2/models/sight/infer'

  it('answers the same picture the same, however it is sent', async () => {
    const form = new FormData()
    form.set('image', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'blue.png')
    const answers = await Promise.all([
      json(sight, { image: png.toString('base64') }),
      json(sight, { image: `data:image/png;base64,${png.toString('base64')}` }),
      post(sight, form),
      post(sight, new Uint8Array(png), 'image/png'),
      json(sight, { rows: [{ image: png.toString('base64') }] }),
    ])
    const seen = answers.map(({ status, body }) => {
      expect(status).toBe(200)
      const [{ id: _, ...answer }] = body.predictions as unknown as [{ id: string }]
      return JSON.stringify(answer)
    })
    expect(new Set(seen).size).toBe(1)
    expect(seen[0]).toMatch(/"probabilities":\{"a":/)
  })

  it('says of itself what picture it sees, and answers tensors and files by Open Inference', async () => {
    const told = await fetch(`${server.url}/v2/models/sight`, { headers: { authorization: `Bearer ${token}` } })
    expect(((await told.json()) as { inputs: unknown[] }).inputs).toMatchObject([
      { name: 'image', datatype: 'UINT8', shape: [-1, 16, 16, 1] },
    ])
    const grey = await sharp(png).resize(16, 16).greyscale().toColourspace('b-w').raw().toBuffer()
    const tensor = { name: 'image', shape: [2, 16, 16, 1], datatype: 'UINT8', data: [...grey, ...grey] }
    const file = { name: 'image', shape: [1], datatype: 'BYTES', data: [png.toString('base64')] }
    const [tensors, files] = await Promise.all([json(infer, { inputs: [tensor] }), json(infer, { inputs: [file] })])
    const probabilities = ({ body }: typeof tensors) =>
      (body.outputs as unknown as { name: string; data: number[] }[]).find(({ name }) => name === 'probabilities')?.data
    expect(probabilities(tensors)).toHaveLength(6)
    expect(probabilities(tensors)?.slice(0, 3)).toEqual(probabilities(files))
  })

  it('keeps what it saw, so that it can be asked again', async () => {
    await json(sight, { image: png.toString('base64') })
    await expect
      .poll(async () => (await list(ctx, { endpoint: 'sight', limit: 1 })).predictions[0]?.inputs.image)
      .toMatch(/^data:image\/png;base64,/)
    const [kept] = (await list(ctx, { endpoint: 'sight', limit: 1 })).predictions
    const again = await json(sight, kept?.inputs)
    expect(again.body.predictions?.[0]).toMatchObject(kept?.output ?? {})
  })

  it.each([
    ['a word', { image: 'cat' }, 'not a picture that can be read'],
    ['no picture', { picture: 'AAAA' }, 'the model has no such column: picture'],
    ['what only we make', { image: { bytes: [1, 2, 3], url: 'x' } }, 'an object where the model wants a picture'],
    [
      'numbers beyond a byte',
      { image: { shape: [16, 16, 1], values: Array(256).fill(300) } },
      'not a whole number from 0 to 255: 300',
    ],
  ])('refuses %s', async (_, body, message) => {
    const answer = await json(sight, body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ error: message, hint: expect.any(String) })
  })

  it('refuses a tensor of another size', async () => {
    const tensor = { name: 'image', shape: [1, 8, 8, 1], datatype: 'UINT8', data: Array(64).fill(0) }
    const { status, body } = await json(infer, { inputs: [tensor] })
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: expect.stringMatching(/another size/), at: { row: 1, column: 'image' } })
  })

  it('refuses a form that is broken off', async () => {
    const { status } = await post(
      sight,
      '--x\r\nContent-Disposition: form-data; name="image"',
      'multipart/form-data; boundary=x',
    )
    expect(status).toBe(400)
  })
})
