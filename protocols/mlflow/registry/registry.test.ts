import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { list } from '#services/approvals/list.ts'
import { protect } from '#services/approvals/protect.ts'
import { type Client, type MlflowServer, mlflowServer } from '../testing.ts'

let mlflow: MlflowServer
let client: Client
beforeAll(async () => {
  mlflow = await mlflowServer()
})
afterAll(() => mlflow.close())
beforeEach(async () => {
  client = await mlflow.client()
})

interface Version {
  version: string
  current_stage: string
  aliases: string[]
  tags: unknown[]
  last_updated_timestamp: number
}
interface Model {
  last_updated_timestamp: number
  latest_versions: Version[]
  aliases: unknown[]
  tags: unknown[]
}

const source = 'mlflow-artifacts:/0/models/m-1/artifacts'
const make = (name: string) => client.post('registered-models/create', { name })
const makeVersion = async (name: string, fields: Record<string, unknown> = {}) => {
  const { body } = await client.post('model-versions/create', { name, source, ...fields })
  return body.model_version as Version
}
const model = async (name: string) =>
  (await client.get(`registered-models/get?name=${name}`)).body.registered_model as Model
const version = async (name: string, number: number) =>
  (await client.get(`model-versions/get?name=${name}&version=${number}`)).body.model_version as Version
const search = async (what: string, query: Record<string, string>) =>
  (await client.get(`${what}/search?${new URLSearchParams(query)}`)).body

describe('a registered model', () => {
  it('is made once, in the words that clients look for', async () => {
    expect((await make('iris')).body.registered_model).toMatchObject({ name: 'iris', latest_versions: [] })
    expect(await make('iris')).toMatchObject({
      status: 400,
      body: { error_code: 'RESOURCE_ALREADY_EXISTS', message: expect.stringContaining('(name=iris) already exists') },
    })
    expect(await client.get('registered-models/get?name=rose')).toEqual({
      status: 404,
      body: { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'Registered Model with name=rose not found' },
    })
  })

  it.each(['a/b', 'a:b', '..', ' '])('is not named %j', async (name) => {
    expect((await make(name)).body.error_code).toBe('INVALID_PARAMETER_VALUE')
  })

  it('takes tags, a description and another name, and loses them', async () => {
    await make('iris')
    await client.post('registered-models/set-tag', { name: 'iris', key: 'team', value: 'blue' })
    await client.send('PATCH', 'registered-models/update', { name: 'iris', description: 'flowers' })
    await client.post('registered-models/rename', { name: 'iris', new_name: 'flora' })
    expect(await model('flora')).toMatchObject({ description: 'flowers', tags: [{ key: 'team', value: 'blue' }] })
    await client.send('DELETE', 'registered-models/delete-tag', { name: 'flora', key: 'team' })
    expect((await model('flora')).tags).toEqual([])
    expect((await client.get('registered-models/get?name=iris')).status).toBe(404)
  })

  it('gives its name back, but never a number', async () => {
    await make('iris')
    await makeVersion('iris')
    expect((await client.send('DELETE', 'registered-models/delete', { name: 'iris' })).status).toBe(200)
    expect((await client.get('model-versions/get?name=iris&version=1')).status).toBe(404)
    expect((await make('iris')).status).toBe(200)
    expect((await makeVersion('iris')).version).toBe('2')
    await client.send('DELETE', 'registered-models/delete', { name: 'iris' })
    await make('rose')
    expect((await client.post('registered-models/rename', { name: 'rose', new_name: 'iris' })).status).toBe(200)
    expect((await makeVersion('iris')).version).toBe('3')
  })

  it('is found by its name and tags, in pages', async () => {
    for (const name of ['b', 'a', 'C']) await make(name)
    await client.post('registered-models/set-tag', { name: 'b', key: 'team', value: 'blue' })
    const namesOf = (body: Record<string, unknown>) => (body.registered_models as { name: string }[]).map((m) => m.name)
    const first = await search('registered-models', { max_results: '2' })
    expect(namesOf(first)).toEqual(['C', 'a'])
    const second = await search('registered-models', { max_results: '2', page_token: String(first.next_page_token) })
    expect(namesOf(second)).toEqual(['b'])
    expect(second).not.toHaveProperty('next_page_token')
    expect(namesOf(await search('registered-models', { filter: "tag.team = 'blue'" }))).toEqual(['b'])
    const noPrompts = "tag.`mlflow.prompt.is_prompt` != 'true'"
    expect(namesOf(await search('registered-models', { filter: noPrompts }))).toEqual(['C', 'a', 'b'])
    await client.post('registered-models/set-tag', { name: 'a', key: 'mlflow.prompt.is_prompt', value: 'true' })
    expect(namesOf(await search('registered-models', { filter: noPrompts }))).toEqual(['C', 'b'])
    expect(namesOf(await search('registered-models', { filter: "name ILIKE 'c%'" }))).toEqual(['C'])
  })

  it('that would be a prompt is not made', async () => {
    const tags = [{ key: 'mlflow.prompt.is_prompt', value: 'true' }]
    const answer = await client.post('registered-models/create', { name: 'prompt', tags })
    expect(answer).toMatchObject({ status: 501, body: { error_code: 'NOT_IMPLEMENTED' } })
    expect((await client.get('registered-models/get?name=prompt')).status).toBe(404)
  })

  it('is invisible to another project', async () => {
    await make('iris')
    const other = await mlflow.client()
    expect((await other.get('registered-models/get?name=iris')).status).toBe(404)
    expect((await other.post('model-versions/create', { name: 'iris', source })).status).toBe(404)
  })
})

describe('a version', () => {
  beforeEach(async () => {
    await make('iris')
  })

  it('is counted densely, two hundred at once', async () => {
    const made = await Promise.all(Array.from({ length: 200 }, () => makeVersion('iris')))
    const numbers = made.map(({ version }) => Number(version)).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
  })

  it('may name a run that there is not, and is found by it', async () => {
    await makeVersion('iris', { run_id: 'f00', model_id: 'm-1', tags: [{ key: 'k', value: 'v' }] })
    const { model_versions } = await search('model-versions', { filter: "run_id = 'f00' AND name = 'iris'" })
    expect(model_versions).toMatchObject([{ version: '1', run_id: 'f00', model_id: 'm-1', status: 'READY', source }])
    expect(await search('model-versions', { filter: "tag.k = 'w'" })).toMatchObject({ model_versions: [] })
  })

  it('changes its description without changing its model', async () => {
    await makeVersion('iris')
    const before = (await model('iris')).last_updated_timestamp
    await client.send('PATCH', 'model-versions/update', { name: 'iris', version: '1', description: 'd' })
    expect(await version('iris', 1)).toMatchObject({ description: 'd' })
    expect((await model('iris')).last_updated_timestamp).toBe(before)
  })

  it('moves through stages, and sends the others to the archive', async () => {
    await makeVersion('iris')
    await makeVersion('iris')
    const move = (version: string, stage: string, archive = {}) =>
      client.post('model-versions/transition-stage', { name: 'iris', version, stage, ...archive })
    await move('1', 'production')
    await move('2', 'Production', { archive_existing_versions: true })
    expect((await version('iris', 1)).current_stage).toBe('Archived')
    expect((await model('iris')).latest_versions.map((v) => [v.current_stage, v.version])).toEqual([
      ['Archived', '1'],
      ['Production', '2'],
    ])
    for (const stages of ['stages=Production', 'stages=Production&stages=Staging']) {
      const { body } = await client.get(`registered-models/get-latest-versions?name=iris&${stages}`)
      expect(body.model_versions).toMatchObject([{ version: '2' }])
    }
    expect((await move('1', 'Prod')).body.message).toBe(
      'Invalid Model Version stage: Prod. Value must be one of None, Staging, Production, Archived.',
    )
    expect((await move('1', 'None', { archive_existing_versions: true })).status).toBe(400)
  })

  it('says which request a move of a protected alias waits for, and leaves the alias where it is', async () => {
    await make('iris')
    for (let count = 0; count < 2; count += 1) await makeVersion('iris')
    const point = (version: string) =>
      client.post('registered-models/alias', { name: 'iris', alias: 'champion', version })
    await point('1')
    await protect(client.ctx, { alias: 'champion' })
    const refused = await point('2')
    const [request] = await list(client.ctx, { model: 'iris' })
    expect(refused).toMatchObject({
      status: 400,
      body: {
        error_code: 'INVALID_STATE',
        message: expect.stringContaining(`champion is protected: request ${request?.id} waits for somebody to agree`),
      },
    })
    expect((await client.send('DELETE', 'registered-models/alias', { name: 'iris', alias: 'champion' })).status).toBe(
      400,
    )
    expect((await client.send('DELETE', 'registered-models/delete', { name: 'iris' })).body).toMatchObject({
      error_code: 'INVALID_STATE',
      message:
        'the protected alias champion leads to it: iris 1 (have champion moved to another version, or taken away, first)',
    })
    expect((await model('iris')).aliases).toEqual([{ alias: 'champion', version: '1' }])
    expect((await point('1')).status).toBe(200)
  })

  it('takes aliases, which move and go with it', async () => {
    await makeVersion('iris')
    await makeVersion('iris')
    const point = (alias: string, version: string) =>
      client.post('registered-models/alias', { name: 'iris', alias, version })
    await point('champion', '1')
    await point('champion', '2')
    const asked = () => client.get('registered-models/alias?name=iris&alias=champion')
    expect((await asked()).body.model_version).toMatchObject({ version: '2', aliases: ['champion'] })
    expect((await model('iris')).aliases).toEqual([{ alias: 'champion', version: '2' }])
    await client.send('DELETE', 'model-versions/delete', { name: 'iris', version: '2' })
    expect(await asked()).toEqual({
      status: 400,
      body: { error_code: 'INVALID_PARAMETER_VALUE', message: 'Registered model alias champion not found.' },
    })
    expect((await point('champion', '2')).body.message).toBe('Model Version (name=iris, version=2) not found')
    for (const bad of ['v1', 'V20', 'Latest', 'a b', 'x'.repeat(256)]) expect((await point(bad, '1')).status).toBe(400)
  })

  it('says what is wrong with a number', async () => {
    const { body } = await client.get('model-versions/get?name=iris&version=one')
    expect(body.message).toBe("Parameter 'version' must be an integer, got 'one'.")
    expect((await client.get('model-versions/get?name=iris&version=99999999999')).status).toBe(404)
    expect((await client.get('model-versions/get?name=iris')).body.message).toContain(
      "Missing value for required parameter 'version'",
    )
  })

  it('takes tags, and loses them', async () => {
    await makeVersion('iris')
    await client.post('model-versions/set-tag', { name: 'iris', version: '1', key: 'k', value: 'v' })
    expect((await version('iris', 1)).tags).toEqual([{ key: 'k', value: 'v' }])
    await client.send('DELETE', 'model-versions/delete-tag', { name: 'iris', version: '1', key: 'k' })
    expect((await version('iris', 1)).tags).toEqual([])
  })

  it('that is a copy leads to the files of the original', async () => {
    await makeVersion('iris')
    await makeVersion('iris', { source: 'models:/iris/1' })
    const { body } = await client.get('model-versions/get-download-uri?name=iris&version=2')
    expect(body).toEqual({ artifact_uri: source })
  })

  it.each([
    '/etc',
    'file:///etc',
    './model',
    'C:\\model',
    'mlflow-artifacts:/0/../../etc',
    'mlflow-artifacts:/0/%2e%2e/etc',
    'mlflow-artifacts:/0%2f..%2fetc',
    'mlflow-artifacts:/0/%00',
    'models:/../1',
  ])('does not come from %s', async (bad) => {
    const { status, body } = await client.post('model-versions/create', { name: 'iris', source: bad })
    expect({ status, code: body.error_code }).toEqual({ status: 400, code: 'INVALID_PARAMETER_VALUE' })
    expect((await model('iris')).latest_versions).toEqual([])
  })
})
