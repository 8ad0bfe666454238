import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#services/context.ts'
import { deployFiles } from '#services/models/deploy-files.ts'
import { getFiles } from '#services/models/get-files.ts'
import { getVersion } from '#services/models/get-version.ts'
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
    expect(await getFiles(ctx, { name: 'sum', number: 1 })).toMatchObject({ flavors: ['onnx'], onnx: true, here: true })
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

  it('and copied under another name leads to the same files', async () => {
    await deployFiles(ctx, { name: 'copied', number: 1, endpoint: 'copied' })
    expect(await ask('copied')).toHaveLength(3)
  })

  it('as a pickle is never loaded: it is said how to convert it', async () => {
    expect(await getFiles(ctx, { name: 'tree', number: 1 })).toMatchObject({ flavors: ['sklearn'], onnx: false })
    await expect(deployFiles(ctx, { name: 'tree', number: 1, endpoint: 'tree' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      hint: expect.stringMatching(/mlflow.onnx.log_model/),
    })
  })
})
