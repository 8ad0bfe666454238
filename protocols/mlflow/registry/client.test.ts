import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MlflowServer, mlflowServer } from '../testing.ts'

const python = process.env.ESPALIER_PYTHON ?? 'python3'

describe("the registry, to MLflow's own client", () => {
  let mlflow: MlflowServer
  beforeAll(async () => {
    mlflow = await mlflowServer()
  })
  afterAll(() => mlflow.close())

  it('takes models, points at them, loads them by every name and lets them go', { timeout: 180_000 }, async () => {
    const { ctx, token } = await mlflow.server.project()
    const env = {
      ...process.env,
      MLFLOW_TRACKING_URI: `${mlflow.server.url}/mlflow/${ctx.actor.projectId}`,
      MLFLOW_TRACKING_TOKEN: token,
      MLFLOW_HTTP_REQUEST_MAX_RETRIES: '0',
      MLFLOW_DISABLE_TELEMETRY: 'true',
    }
    const { stdout } = await promisify(execFile)(python, ['protocols/mlflow/registry/drive.py'], { env })
    expect(JSON.parse(/^told (.*)$/m.exec(stdout)?.[1] ?? '{}')).toMatchObject({
      numbers: [1, 2, 3],
      copied: ['flora', 1],
      loaded: { 'iris@champion': true, 'iris/2': true, 'iris/3': true, 'flora/1': true, 'iris/latest': true },
      aliases: { champion: '1' },
      found: [1, 2, 3],
      quoted: [2],
      tagged: ['iris'],
      first: ['the first', { checked: 'yes' }, ['champion'], true],
      linked: [1, 2, 3],
      stage: 'Production',
      latest: [2],
      no_alias: ['INVALID_PARAMETER_VALUE', expect.stringContaining('Registered model alias champion not found.')],
      no_version: ['RESOURCE_DOES_NOT_EXIST', expect.stringContaining('(name=iris, version=3) not found')],
      renamed: ['RESOURCE_DOES_NOT_EXIST', expect.stringContaining('Registered Model with name=iris not found')],
      left: ['flora'],
      local: ['INVALID_PARAMETER_VALUE', expect.stringContaining('Invalid model version source')],
    })
  })
})
