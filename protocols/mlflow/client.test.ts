import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MlflowServer, mlflowServer } from './testing.ts'

const python = process.env.ESPALIER_PYTHON ?? 'python3'

describe("MLflow's own client", () => {
  let mlflow: MlflowServer
  beforeAll(async () => {
    mlflow = await mlflowServer()
  })
  afterAll(() => mlflow.close())

  it('tracks, finds, logs models by itself and loads them again', { timeout: 180_000 }, async () => {
    const { ctx, token } = await mlflow.server.project()
    const uri = `${mlflow.server.url}/mlflow/${ctx.actor.projectId}`
    const env = {
      ...process.env,
      MLFLOW_TRACKING_URI: uri,
      MLFLOW_TRACKING_TOKEN: token,
      MLFLOW_HTTP_REQUEST_MAX_RETRIES: '0',
      MLFLOW_DISABLE_TELEMETRY: 'true',
    }
    const { stdout } = await promisify(execFile)(python, ['protocols/mlflow/drive.py'], { env })
    expect(JSON.parse(/^told (.*)$/m.exec(stdout)?.[1] ?? '{}')).toMatchObject({
      status: 'FINISHED',
      params: { depth: '3', empty: '' },
      metrics: { bad: 'nan', far: '-inf', loss: '0.05' },
      history: [1, 0.5, 1 / 3],
      artifacts: ['d.json', 'files'],
      file: 'b/c.txt',
      found: ['child', 'first'],
      clash: 'INVALID_PARAMETER_VALUE',
      nobody: ['RESOURCE_DOES_NOT_EXIST', expect.stringContaining(`Run with id=${'0'.repeat(32)} not found`)],
      taken: 'RESOURCE_ALREADY_EXISTS',
      autologged: true,
      models: ['iris READY', 'model READY'],
      measured: expect.arrayContaining(['training_accuracy_score']),
      loaded: 0,
    })
  })
})
