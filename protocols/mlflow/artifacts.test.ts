import { readdir } from 'node:fs/promises'
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

const proxy = '/mlflow/api/2.0/mlflow-artifacts/artifacts'
const ask = (method: string, path: string, { body, as = client }: { body?: BodyInit; as?: Client } = {}) =>
  fetch(`${mlflow.server.url}${proxy}${path}`, {
    method,
    headers: { authorization: `Bearer ${as.token}` },
    ...(body && { body }),
  })

/** As it is, where fetch would tidy the path first. */
const raw = (method: string, path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const headers = { authorization: `Bearer ${client.token}`, 'content-length': 1 }
    const { hostname, port } = new URL(mlflow.server.url)
    request({ hostname, port, method, path: `${proxy}${path}`, headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end('x')
  })

describe('the artifact proxy', () => {
  it('gives back what it was given, as a file that no browser opens', async () => {
    const bytes = new Uint8Array(3_000_000).map((_, index) => index % 251)
    expect((await ask('PUT', '/0/a b/ü.html', { body: bytes })).status).toBe(200)
    const found = await ask('GET', '/0/a b/ü.html')
    expect(Buffer.compare(Buffer.from(await found.arrayBuffer()), bytes)).toBe(0)
    expect(found.headers.get('x-content-type-options')).toBe('nosniff')
    expect(found.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%C3%BC.html")
    await ask('PUT', '/0/MLmodel', { body: 'flavors:' })
    expect((await ask('GET', '/0/MLmodel')).headers.get('content-type')).toBe('text/plain')
  })

  it('lists a folder by names relative to it, and a run by paths relative to its root', async () => {
    const id = await client.run()
    const root = `/0/${id}/artifacts`
    for (const path of ['a.txt', 'model/MLmodel', 'model/data/w.bin', 'models.txt'])
      await ask('PUT', `${root}/${path}`, { body: 'xy' })
    const listed = async (path: string) => (await (await ask('GET', `?path=${path}`)).json()) as unknown
    expect(await listed(`${root.slice(1)}/model`)).toEqual({
      files: [
        { path: 'MLmodel', is_dir: false, file_size: 2 },
        { path: 'data', is_dir: true },
      ],
    })
    expect(await listed('nowhere')).toEqual({ files: [] })
    expect((await client.get(`artifacts/list?run_id=${id}`)).body).toEqual({
      root_uri: `mlflow-artifacts:${root}`,
      files: [
        { path: 'a.txt', is_dir: false, file_size: 2 },
        { path: 'model', is_dir: true },
        { path: 'models.txt', is_dir: false, file_size: 2 },
      ],
    })
    const { body } = await client.get(`artifacts/list?run_id=${id}&path=model/data`)
    expect(body.files).toEqual([{ path: 'model/data/w.bin', is_dir: false, file_size: 2 }])
    expect((await client.get(`artifacts/list?run_id=${id}&path=../..`)).status).toBe(400)
  })

  it('gives out one file of a run, a version or a logged model, to whom they belong', async () => {
    const id = await client.run()
    await ask('PUT', `/0/${id}/artifacts/model/MLmodel`, { body: 'flavors: {}' })
    const { body } = await client.post('logged-models', { experiment_id: '0', name: 'm' })
    const { model_id } = (body.model as { info: { model_id: string } }).info
    await ask('PUT', `/0/models/${model_id}/artifacts/MLmodel`, { body: 'logged: {}' })
    const version = async (as: Client, source: string, run_id?: string) => {
      await as.post('registered-models/create', { name: 'iris' })
      const made = await as.post('model-versions/create', { name: 'iris', source, ...(run_id && { run_id }) })
      return (made.body.model_version as { version: string }).version
    }
    const got = async (path: string, as = client) => {
      const headers = { authorization: `Bearer ${as.token}` }
      const answer = await fetch(`${mlflow.server.url}/mlflow${path}`, { headers })
      return answer.status === 200 ? await answer.text() : answer.status
    }
    const source = `mlflow-artifacts:/0/${id}/artifacts/model`
    const ofVersion = (number: string, path: string) =>
      `/model-versions/get-artifact?name=iris&version=${number}&path=${path}`
    expect(await got(`/get-artifact?run_id=${id}&path=model/MLmodel`)).toBe('flavors: {}')
    expect(await got(ofVersion(await version(client, source, id), 'MLmodel'))).toBe('flavors: {}')
    expect(await got(ofVersion(await version(client, `models:/${model_id}`), 'MLmodel'))).toBe('logged: {}')
    const files = `/ajax-api/2.0/mlflow/logged-models/${model_id}/artifacts/files?artifact_file_path=MLmodel`
    expect(await got(files)).toBe('logged: {}')
    for (const path of ['../../x', '%2fetc', 'a%00', 'a%5cb']) expect(await got(ofVersion('1', path))).toBe(400)

    const other = await mlflow.client()
    expect(await got(`/get-artifact?run_id=${id}&path=model/MLmodel`, other)).toBe(404)
    expect(await got(files, other)).toBe(404)
    // A version may name any run and any place, which are not opened by it, but no logged model of others.
    expect(await got(ofVersion(await version(other, source, id), 'MLmodel'), other)).toBe(404)
    const theirs = { name: 'iris', source: `models:/${model_id}` }
    expect(await other.post('model-versions/create', theirs)).toMatchObject({ status: 404 })
  })

  it('takes what a browser uploads into a run', async () => {
    const id = await client.run()
    const send = (path: string, body: string) =>
      fetch(`${mlflow.server.url}/mlflow/ajax-api/2.0/mlflow/upload-artifact?run_uuid=${id}&path=${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${client.token}` },
        body,
      })
    expect((await send('notes/a.txt', 'hello')).status).toBe(200)
    expect(await (await ask('GET', `/0/${id}/artifacts/notes/a.txt`)).text()).toBe('hello')
    expect((await send('../a.txt', 'hello')).status).toBe(400)
    expect((await send('large', 'x'.repeat(10_500_000))).status).toBe(400)
  })

  it('removes a file, and a folder with all in it', async () => {
    for (const path of ['/a/b', '/a/c/d', '/ab']) await ask('PUT', path, { body: 'x' })
    expect((await ask('DELETE', '/a')).status).toBe(200)
    expect((await ask('GET', '/a/c/d')).status).toBe(404)
    expect((await ask('GET', '/ab')).status).toBe(200)
    expect((await ask('DELETE', '/a')).status).toBe(404)
  })

  it('shows a project nothing of another', async () => {
    await ask('PUT', '/0/x', { body: 'x' })
    const other = await mlflow.client()
    expect((await ask('GET', '/0/x', { as: other })).status).toBe(404)
    expect(await (await ask('GET', '?path=', { as: other })).json()).toEqual({ files: [] })
  })

  it.each(['/a/../b', '/..%2f..%2fetc', '/a%00b', '/a%5cb', '/a//b', '/%2e%2e/b', '/a%252fb', '/'])(
    'refuses %s',
    async (path) => {
      expect(await raw('PUT', path)).toBe(400)
      expect(await raw('GET', path)).toBe(400)
    },
  )

  it('shows nothing of an upload that was cut', async () => {
    const { hostname, port } = new URL(mlflow.server.url)
    const headers = { authorization: `Bearer ${client.token}`, 'content-length': 1_000_000 }
    const cut = request({ hostname, port, method: 'PUT', path: `${proxy}/cut`, headers })
    await new Promise<void>((resolve) => {
      cut.on('error', () => resolve())
      cut.write('x'.repeat(100_000), () => cut.destroy(new Error('cut')))
    })
    expect((await ask('GET', '/cut')).status).toBe(404)
    await expect.poll(() => readdir(join(mlflow.server.platform.work, '..', 'artifacts', 'tmp'))).toEqual([])
  })
})
