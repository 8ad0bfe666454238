import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, handle_file } from '@gradio/client'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { gate } from '#engines/models/gate/gate.ts'
import { create } from '#services/demos/create.ts'
import { type TestServer, testServer } from '../testing.ts'
import { driven } from './testing.ts'

let server: TestServer
let token: string
let picture: string
let broken: string
let address: string
beforeAll(async () => {
  server = await testServer()
  const project = await server.project()
  token = project.token
  const root = process.cwd()
  const folder = mkdtempSync(join(tmpdir(), 'espalier-pictures-'))
  const out = join(folder, 'model.onnx')
  const path = join(root, 'engines/models/gate/fixtures/keras-picture.onnx')
  const { admitted } = await gate({ root, path, out, corrections: { classes: ['a', 'b', 'c'] } })
  if (!admitted) throw new Error('it did not pass')
  await server.model(project.ctx, { name: 'sight', path: out, signature: admitted.signature })
  await create(project.ctx, { of: { model: 'sight' }, name: 'sight' })
  address = `${server.url}/gradio/sight`
  picture = join(folder, 'blue sky.png')
  broken = join(folder, 'broken.png')
  await sharp({ create: { width: 64, height: 64, channels: 3, background: '#3366cc' } }).toFile(picture)
  writeFileSync(broken, 'not a picture at all')
})
afterAll(() => server.close())

it('both clients upload a picture, and are answered the same', { timeout: 90_000 }, async () => {
  const told = (await driven('drive.py', { url: address, token, picture, broken })) as Record<string, { label: string }>
  expect(told.api).toEqual({ '/predict': ['image'] })
  expect(['a', 'b', 'c']).toContain(told.answer?.label)
  expect(told.broken).toContain('not a picture that can be read')

  const client = await Client.connect(address, { token } as never)
  const { data } = await client.predict('/predict', [handle_file(picture)])
  expect(data).toEqual([told.answer])
  await expect(client.predict('/predict', [handle_file('http://127.0.0.1:9/cat.png')])).rejects.toMatchObject({
    message: expect.stringContaining('not a file that was uploaded here'),
  })
  client.close()
})
