import { readdir, utimes } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Client, type MlflowServer, mlflowServer } from './testing.ts'

let mlflow: MlflowServer
let client: Client
beforeAll(async () => {
  mlflow = await mlflowServer()
})
afterAll(() => mlflow.close())
beforeEach(async () => {
  client = await mlflow.client()
})

interface Credential {
  url: string
  part_number: number
  headers: Record<string, string>
}
interface Created {
  upload_id: string
  credentials: Credential[]
}

const folder = '0/run/artifacts'
const uploads = (): Promise<string[]> => readdir(join(mlflow.server.platform.work, 'uploads')).catch(() => [])

async function ask(verb: string, body: Record<string, unknown>, { as = client, at = folder } = {}) {
  const response = await fetch(`${mlflow.server.url}/mlflow/api/2.0/mlflow-artifacts/mpu/${verb}/${at}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${as.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ path: '/home/ada/large.bin', ...body }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const begin = async (num_parts: number) => (await ask('create', { num_parts })).body as unknown as Created

async function send({ url, headers, part_number }: Credential, bytes: Uint8Array) {
  const response = await fetch(url, { method: 'PUT', headers, body: bytes as BodyInit })
  return { part_number, etag: response.headers.get('etag') ?? '', status: response.status }
}
const download = (range?: string, path = `${folder}/large.bin`) =>
  fetch(`${mlflow.server.url}/mlflow/api/2.0/mlflow-artifacts/artifacts/${path}`, {
    headers: { authorization: `Bearer ${client.token}`, ...(range && { range }) },
  })

const bytesOf = (length: number, seed: number) => new Uint8Array(length).map((_, index) => (index * seed) % 251)
const parts = [bytesOf(3_000_000, 3), bytesOf(3_000_000, 5), bytesOf(1000, 7)]

describe('a file that comes in parts', () => {
  it('is one file at the end, in whichever order and how often the parts came', async () => {
    const { upload_id, credentials } = await begin(3)
    const sent = []
    for (const index of [2, 0, 1, 0])
      sent.push(await send(credentials[index] as Credential, parts[index] as Uint8Array))
    expect((await download()).status).toBe(404)
    const told = sent.slice(0, 3).sort((a, b) => a.part_number - b.part_number)
    expect((await ask('complete', { upload_id, parts: told })).status).toBe(200)
    expect(Buffer.compare(Buffer.from(await (await download()).arrayBuffer()), Buffer.concat(parts))).toBe(0)
    expect((await ask('complete', { upload_id, parts: told })).status).toBe(200)
  })

  it('takes one that is larger than any body may be', async () => {
    const { upload_id, credentials } = await begin(1)
    const sent = await send(credentials[0] as Credential, new Uint8Array(40_000_000))
    expect((await ask('complete', { upload_id, parts: [sent] })).status).toBe(200)
    expect((await (await download()).arrayBuffer()).byteLength).toBe(40_000_000)
  })

  it('is nothing when it is given up', async () => {
    const before = await uploads()
    const { upload_id, credentials } = await begin(1)
    await send(credentials[0] as Credential, bytesOf(10, 1))
    expect((await ask('abort', { upload_id })).status).toBe(200)
    expect(await uploads()).toEqual(before)
    expect((await send(credentials[0] as Credential, bytesOf(10, 1))).status).toBe(404)
    expect((await ask('complete', { upload_id, parts: [{ part_number: 1, etag: 'x' }] })).status).toBe(404)
  })

  it('is refused with a part that is missing, is another or stands elsewhere', async () => {
    const { upload_id, credentials } = await begin(2)
    const [one, two] = await Promise.all(credentials.map((credential) => send(credential, bytesOf(10, 1))))
    for (const told of [[], [two], [two, one], [one, { ...two, etag: '"no"' }], [{ part_number: 0, etag: one?.etag }]])
      expect((await ask('complete', { upload_id, parts: told })).body.error_code).toBe('INVALID_PARAMETER_VALUE')
    expect((await download()).status).toBe(404)
  })

  it('keeps nothing of a part that was cut', async () => {
    const { credentials } = await begin(1)
    const before = await uploads()
    const { url, headers } = credentials[0] as Credential
    const cut = request(url, { method: 'PUT', headers: { ...headers, 'content-length': 1_000_000 } })
    await new Promise<void>((resolve) => {
      cut.on('error', () => resolve())
      cut.write('x'.repeat(100_000), () => cut.destroy(new Error('cut')))
    })
    const files = () => Promise.all(before.map((name) => readdir(join(mlflow.server.platform.work, 'uploads', name))))
    await expect
      .poll(async () => (await files()).flat().filter((name) => !/^(\d+-\w{64}|done)$/.test(name)))
      .toEqual([])
  })

  it('is swept away when nobody has added to it for a day', async () => {
    const before = await uploads()
    await begin(1)
    const [left] = (await uploads()).filter((name) => !before.includes(name))
    const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000)
    await utimes(join(mlflow.server.platform.work, 'uploads', left as string), yesterday, yesterday)
    await begin(1)
    expect(await uploads()).not.toContain(left)
  })

  it('belongs to its project and its path', async () => {
    const { upload_id, credentials } = await begin(1)
    const sent = await send(credentials[0] as Credential, bytesOf(10, 1))
    const told = { upload_id, parts: [sent] }
    expect((await ask('complete', told, { as: await mlflow.client() })).status).toBe(404)
    expect((await ask('complete', told, { at: '0/other/artifacts' })).status).toBe(404)
    expect((await ask('complete', { ...told, upload_id: '../..' })).status).toBe(404)
  })

  it.each(['0/../..', '0%2f..', '0/%00', '0/%5c'])('does not begin in %s', async (at) => {
    const { hostname, port } = new URL(mlflow.server.url)
    const status = await new Promise((resolve, reject) => {
      const path = `/mlflow/api/2.0/mlflow-artifacts/mpu/create/${at}`
      const headers = { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' }
      request({ hostname, port, path, method: 'POST', headers }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end('{"path":"a","num_parts":1}')
    })
    expect(status).toBe(400)
  })
})

describe('a part of a file', () => {
  beforeEach(async () => {
    await fetch(`${mlflow.server.url}/mlflow/api/2.0/mlflow-artifacts/artifacts/digits`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${client.token}` },
      body: '0123456789',
    })
  })

  it.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=8-', 206, '89', 'bytes 8-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=0-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=1-2,4-5', 200, '0123456789', null],
    ['bytes=x', 200, '0123456789', null],
  ])('%s is what is sent', async (range, status, text, told) => {
    const answer = await download(range, 'digits')
    expect([answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual([status, text, told])
  })

  it('is asked for at the address that a client is led to', async () => {
    const lead = await fetch(`${mlflow.server.url}/mlflow/api/2.0/mlflow-artifacts/presigned/digits`, {
      headers: { authorization: `Bearer ${client.token}` },
    })
    const { url, headers, file_size } = (await lead.json()) as Credential & { file_size: number }
    expect(file_size).toBe(10)
    expect(await (await fetch(url, { headers: { ...headers, range: 'bytes=0-1' } })).text()).toBe('01')
  })
})
