import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#services/context.ts'
import { resolve } from '#services/endpoints/resolve.ts'
import { restsOn } from '#services/lineage/rests-on.ts'
import { getCard } from '#services/models/card/get.ts'
import { compare } from '#services/models/compare.ts'
import { deployFiles } from '#services/models/deploy-files.ts'
import { get } from '#services/models/get.ts'
import { getFiles } from '#services/models/get-files.ts'
import { getVersion } from '#services/models/get-version.ts'
import { list } from '#services/models/list.ts'
import { explain } from '#services/predictions/explain.ts'
import { record } from '#services/predictions/record.ts'
import { type MlflowServer, mlflowServer } from '../testing.ts'

const python = process.env.ESPALIER_PYTHON ?? 'python3'

describe("what MLflow's own client logged", () => {
  let mlflow: MlflowServer
  let ctx: Context
  let token: string
  let told: { rows: Record<string, number>[]; answers: number[] }
  beforeAll(async () => {
    mlflow = await mlflowServer()
    ;({ ctx, token } = await mlflow.server.project())
    const env = {
      ...process.env,
      MLFLOW_TRACKING_URI: `${mlflow.server.url}/mlflow/${ctx.actor.projectId}`,
      MLFLOW_TRACKING_TOKEN: token,
      MLFLOW_DISABLE_TELEMETRY: 'true',
    }
    const { stdout } = await promisify(execFile)(python, ['protocols/mlflow/registry/drive_onnx.py'], { env })
    told = JSON.parse(/^told (.*)$/m.exec(stdout)?.[1] ?? '{}')
  }, 120_000)
  afterAll(() => mlflow.close())

  const ask = async (endpoint: string) => {
    const response = await fetch(`${mlflow.server.url}/predict/${endpoint}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(told.rows),
    })
    const { predictions } = (await response.json()) as { predictions: { prediction: number }[] }
    return predictions.map(({ prediction }) => prediction)
  }

  it('as ONNX is deployed by one request, with its columns and its data from the file beside it', async () => {
    expect(await getFiles(ctx, { name: 'sum', number: 1 })).toMatchObject({
      flavors: ['onnx'],
      servable: 'onnx',
      here: true,
    })
    const endpoint = await deployFiles(ctx, { name: 'sum', number: 1, endpoint: 'sum' })
    expect(endpoint).toMatchObject({ name: 'sum', version: 2 })
    for (const [index, answer] of (await ask('sum')).entries()) expect(answer).toBeCloseTo(told.answers[index] ?? 0, 4)

    const { signature, details } = await getVersion(ctx, { name: 'sum', number: 2 })
    expect(signature.inputs[0]).toMatchObject({ name: 'sensor 0', type: 'number' })
    expect(details.examples).toEqual(told.rows)
    expect(await getFiles(ctx, { name: 'sum', number: 1 })).toMatchObject({ became: 2 })
    expect(await getFiles(ctx, { name: 'sum', number: 2 })).toBeNull()
    expect(await deployFiles(ctx, { name: 'sum', number: 1, endpoint: 'again' })).toMatchObject({ version: 2 })
  })

  it('keeps its run, the data that its run logged, and what it measured', async () => {
    const ref = { name: 'sum', number: 2 }
    const [{ id: endpointId, route }, { id: versionId }] = await Promise.all([
      resolve(ctx, { name: 'sum' }),
      getVersion(ctx, ref),
    ])
    const answer = { inputs: told.rows[0] ?? {}, output: { prediction: told.answers[0] ?? 0 }, microseconds: 7 }
    const id = randomUUID()
    await record(ctx, { predictions: [{ id, endpointId, versionId, route, ...answer }] })
    const found = await explain(ctx, { id })
    const origin = {
      run: { kind: 'run', name: 'summing', experiment: { name: 'Default' } },
      datasets: [{ name: 'readings', digest: expect.stringMatching(/^\w{8}$/) }],
    }
    expect(found.origin).toMatchObject(origin)
    expect(found.missing.map(({ what }) => what)).not.toContain('run')
    expect(await restsOn(ctx, { endpoint: 'sum' })).toMatchObject([{ model: 'sum', number: 2, columns: null, origin }])

    const metrics = { mae: 0.25 }
    expect(await getVersion(ctx, ref)).toMatchObject({ metrics, origin })
    expect((await get(ctx, { name: 'sum' })).versions).toMatchObject([{ metrics }, { metrics }])
    expect((await list(ctx)).find(({ name }) => name === 'sum')?.newest).toMatchObject({ number: 2, metrics })
    expect(await compare(ctx, { versions: [{ name: 'sum', number: 1 }, ref] })).toMatchObject({
      metrics: [{ name: 'mae', values: [0.25, 0.25], differs: 'same' }],
      data: [{ name: 'readings', differs: 'same' }],
    })

    const { text } = await getCard(ctx, ref)
    expect(text).toMatch(/readings, data version \w{8}/)
    expect(text).toContain('| mae | 0.25 |')
    expect(text).toMatch(/answered \d+ made-up rows as the file itself did/)
    const files = (await getCard(ctx, { name: 'sum', number: 1 })).text
    expect(files).toContain('with ONNX among them, which became version 2.')
    expect(files).not.toContain('no ONNX')
  })

  it('and copied under another name leads to the same files', async () => {
    await deployFiles(ctx, { name: 'copied', number: 1, endpoint: 'copied' })
    expect(await ask('copied')).toHaveLength(3)
  })

  it('as a pickle is never loaded: it is said how to convert it', async () => {
    expect(await getFiles(ctx, { name: 'tree', number: 1 })).toMatchObject({ flavors: ['sklearn'], servable: null })
    expect((await getCard(ctx, { name: 'tree', number: 1 })).text).toContain('from skl2onnx import to_onnx')
    await expect(deployFiles(ctx, { name: 'tree', number: 1, endpoint: 'tree' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      hint: expect.stringMatching(/mlflow.onnx.log_model/),
    })
  })
})
