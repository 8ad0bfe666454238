import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#services/context.ts'
import { deploy } from '#services/endpoints/deploy.ts'
import { add } from '#services/files/add.ts'
import { getVersion } from '#services/models/get-version.ts'
import { preview } from '#services/tracking/artifacts/preview.ts'
import { getPush } from '#services/tracking/pushes/get.ts'
import { get } from '#services/tracking/runs/get.ts'
import { type TestServer, testServer } from '../testing.ts'

const python = process.env.ESPALIER_PYTHON ?? 'python3'

describe('a push from a notebook', () => {
  let server: TestServer
  let ctx: Context
  let env: NodeJS.ProcessEnv
  beforeAll(async () => {
    server = await testServer()
    const { ctx: made, token } = await server.project()
    ctx = made
    env = {
      ...process.env,
      PYTHONPATH: 'engines/python',
      ESPALIER_URL: server.url,
      ESPALIER_TOKEN: token,
      ESPALIER_SPOOL: await mkdtemp(join(tmpdir(), 'espalier-spool-')),
    }
  })
  afterAll(() => server.close())

  const told = async (args: string[]) => {
    const { stdout } = await promisify(execFile)(python, args, { env })
    return JSON.parse(/^told (.*)$/m.exec(stdout)?.[1] ?? '{}')
  }

  it('is a run with its cells, data and model, what was hidden, and its grade', { timeout: 120_000 }, async () => {
    const { pushed, grade, difference } = await told(['protocols/pushes/drive.py'])
    const deleted = 'only a cell that was deleted since it ran as [2] defines secret'
    const warnings = [{ kind: 'deleted', message: deleted }]
    expect(pushed).toMatchObject({ status: 'pushed', version: 'churn/1', refused: null, warnings })
    expect(pushed.seconds).toBeLessThan(20)
    expect(difference).toBeLessThan(1e-5)

    const run = await get(ctx, { id: pushed.id })
    expect(run).toMatchObject({ kind: 'notebook', status: 'finished' })
    expect(run.metrics).toMatchObject([{ key: 'accuracy' }])
    expect(Object.fromEntries(run.params.map(({ key, value }) => [key, value]))).toMatchObject({
      depth: 'none',
      randomforestclassifier__n_estimators: '20',
      columntransformer__plan__onehotencoder__handle_unknown: 'ignore',
    })
    expect(run.datasets.map(({ name }) => name)).toEqual(expect.arrayContaining(['customers.csv', 'X_train', 'X_test']))

    const push = await getPush(ctx, { id: pushed.id })
    expect(push).toMatchObject({
      version: 'churn/1',
      grade: 'D',
      graded: { reasons: ["cell 2 did not run: NameError: name 'secret' is not defined"] },
      report: { cells: { run: 5, edited: 0, deleted: 1 }, parity: { rows: 100 }, warnings },
    })
    expect(grade).toBe('D')
    const shown = await preview(ctx, { path: `${push?.folder}/executed.ipynb` })
    expect(
      shown.is === 'notebook' && shown.cells.map(({ source, state }) => [source.slice(0, 10), state]),
    ).toContainEqual(['secret = 3', 'deleted'])

    const { signature, details, parity, origin } = await getVersion(ctx, { name: 'churn', number: 1 })
    expect(signature).toMatchObject({
      ...{ task: 'classification', target: 'left', classes: ['no', 'yes'] },
      inputs: [
        { name: 'age', type: 'integer', missing: 0, histogram: {} },
        { name: 'spend', type: 'number' },
        { name: 'plan', type: 'text', categories: [{ value: 'basic' }, { value: 'pro' }] },
      ],
    })
    expect(parity).toMatchObject({ rows: 100, tolerance: 1e-5 })
    expect(details.background).toHaveLength(100)
    expect(details.examples).toHaveLength(5)
    expect(details.environment).toMatchObject({
      python: expect.stringMatching(/^3\./),
      packages: { pandas: expect.any(String) },
    })
    expect(origin.run).toMatchObject({ kind: 'run', run: pushed.id })
  })

  it('leads to models, tables and endpoints that code can use', { timeout: 60_000 }, async () => {
    await add(ctx, { name: 'people.csv', source: Readable.from(['age,plan\n30,pro\n41,\n']) })
    const { id: versionId } = await getVersion(ctx, { name: 'churn', number: 1 })
    await deploy(ctx, { endpoint: 'churn', version: { versionId } })
    expect(await told(['protocols/pushes/drive_use.py'])).toEqual({
      table: [
        { age: 30, plan: 'pro' },
        { age: 41, plan: null },
      ],
      same: true,
      warnings: ['row 1: age = 300 is outside the training range 18 to 79'],
      refused: ["not a number in row 1: age = 'old'", 'missing column: spend', 'no such alias: churn@champion'],
      absent: 'no such file: nowhere.csv',
    })
  })
})
