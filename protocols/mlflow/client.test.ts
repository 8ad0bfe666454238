import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deployFiles } from '#services/models/deploy-files.ts'
import { getFiles } from '#services/models/get-files.ts'
import { getVersion } from '#services/models/get-version.ts'
import { registerLogged } from '#services/models/register-logged.ts'
import { type MlflowServer, mlflowServer } from './testing.ts'

const python = process.env.ESPALIER_PYTHON ?? 'python3'
const libraries = ['lightgbm', 'xgboost']

describe("MLflow's own client", () => {
  let mlflow: MlflowServer
  beforeAll(async () => {
    mlflow = await mlflowServer()
  })
  afterAll(() => mlflow.close())

  /** What a script of the client tells, run in a project of its own. */
  async function drive(
    script: string,
    args: string[] = [],
    settings: Record<string, string> = {},
    project?: Awaited<ReturnType<MlflowServer['server']['project']>>,
  ): Promise<unknown> {
    const { ctx, token } = project ?? (await mlflow.server.project())
    const env = {
      ...process.env,
      MLFLOW_TRACKING_URI: `${mlflow.server.url}/mlflow/${ctx.actor.projectId}`,
      MLFLOW_TRACKING_TOKEN: token,
      MLFLOW_HTTP_REQUEST_MAX_RETRIES: '0',
      MLFLOW_DISABLE_TELEMETRY: 'true',
      ...settings,
    }
    const { stdout } = await promisify(execFile)(python, [`protocols/mlflow/${script}`, ...args], { env })
    return JSON.parse(/^told (.*)$/m.exec(stdout)?.[1] ?? '{}')
  }

  it('tracks, finds, logs models by itself and loads them again', { timeout: 180_000 }, async () => {
    expect(await drive('drive.py')).toMatchObject({
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

  for (const library of libraries)
    it(`logs by itself what ${library} trains, which is deployed as it is`, { timeout: 180_000 }, async () => {
      const project = await mlflow.server.project()
      const told = await drive('drive_boosting.py', [library], {}, project)
      expect(told).toEqual({
        status: 'FINISHED',
        objective: library === 'xgboost' ? 'binary:logistic' : 'binary',
        rounds: '5',
        points: 5,
        model: 'READY',
        outputs: [true],
        id: expect.stringMatching(/^m-/),
        same: true,
      })
      const { id } = told as { id: string }
      await registerLogged(project.ctx, { id, name: library })
      const registered = { name: library, number: 1 }
      expect(await getFiles(project.ctx, registered)).toMatchObject({ servable: 'trees', conversion: null })
      const endpoint = await deployFiles(project.ctx, { ...registered, endpoint: project.ctx.actor.projectId })
      expect(endpoint).toMatchObject({ version: 2 })
      const { signature, details } = await getVersion(project.ctx, { name: library, number: 2 })
      expect(details.environment?.packages).toMatchObject({ [library]: expect.any(String) })
      expect(signature).toMatchObject({ task: 'classification', classes: ['0', '1'] })
    })

  it('sends and gets large files in parts, and is told clearly what is refused', { timeout: 180_000 }, async () => {
    const parts = {
      MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE: '5242880',
      MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE: '5242880',
    }
    const back = { MLFLOW_ENABLE_PROXY_MULTIPART_DOWNLOAD: 'true', MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE: '3000000' }
    expect(await drive('drive_hard.py', [], { ...parts, ...back })).toEqual({
      same: true,
      size: 12 * 1024 * 1024 + 7,
      many: [10_000, 9999, true],
      odd: ['nan', 'inf', '-inf', '5e-324', '1.7976931348623157e+308'],
      tag: 8000,
      raced: [...Array(5).fill('INVALID_PARAMETER_VALUE'), 'kept'],
      up: 'INVALID_PARAMETER_VALUE',
      name: 'INVALID_PARAMETER_VALUE',
      foreign: '1',
      local: 'INVALID_PARAMETER_VALUE',
      webhook: 'NOT_IMPLEMENTED',
    })
    const uploads = join(mlflow.server.platform.work, 'uploads')
    const [only = '', ...others] = await readdir(uploads)
    expect([others, await readdir(join(uploads, only))]).toEqual([[], ['done']])
  })
})
