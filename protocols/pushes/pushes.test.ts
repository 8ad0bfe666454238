import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#services/context.ts'
import { getVersion } from '#services/models/get-version.ts'
import { getPush } from '#services/tracking/pushes/get.ts'
import { get } from '#services/tracking/runs/get.ts'
import { type TestServer, testServer } from '../testing.ts'

const python = process.env.ESPALIER_PYTHON ?? 'python3'

describe('a push from a notebook', () => {
  let server: TestServer
  let ctx: Context
  let token: string
  beforeAll(async () => {
    server = await testServer()
    ;({ ctx, token } = await server.project())
  })
  afterAll(() => server.close())

  it('is a run with its model, its data and what was hidden in it', { timeout: 120_000 }, async () => {
    const env = {
      ...process.env,
      PYTHONPATH: 'engines/python',
      ESPALIER_URL: server.url,
      ESPALIER_TOKEN: token,
      ESPALIER_SPOOL: await mkdtemp(join(tmpdir(), 'espalier-spool-')),
    }
    const { stdout } = await promisify(execFile)(python, ['protocols/pushes/drive.py'], { env })
    const told = JSON.parse(/^told (.*)$/m.exec(stdout)?.[1] ?? '{}')
    console.log(JSON.stringify(told, null, 1))
    const { pushed } = told
    expect(pushed).toMatchObject({ status: 'pushed', version: 'churn/1', refused: null })
    const run = await get(ctx, { id: pushed.id })
    console.log(JSON.stringify(run, null, 1).slice(0, 3000))
    console.log(JSON.stringify(await getPush(ctx, { id: pushed.id }), null, 1))
    const version = await getVersion(ctx, { name: 'churn', number: 1 })
    console.log(JSON.stringify(version, null, 1).slice(0, 2500))
  })
})
