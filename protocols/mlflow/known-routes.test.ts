import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MlflowServer, mlflowServer } from './testing.ts'

const python = process.env.ESPALIER_PYTHON ?? 'python3'

/** Families that the README says are not part of the platform. */
const families = async () => {
  const readme = await readFile('protocols/mlflow/README.md', 'utf8')
  const [row = ''] = readme.split('\n').filter((line) => line.includes('NOT_IMPLEMENTED |'))
  return [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '')
}

describe('the addresses that the client knows', () => {
  let mlflow: MlflowServer
  let known: [method: string, path: string][]
  beforeAll(async () => {
    mlflow = await mlflowServer()
    const { stdout } = await promisify(execFile)(python, ['protocols/mlflow/known-routes.py'])
    known = JSON.parse(/^told (.*)$/m.exec(stdout)?.[1] ?? '[]')
  })
  afterAll(() => mlflow.close())

  it('are all answered, but for those of which the README says that they are not', async () => {
    expect(known.length).toBeGreaterThan(150)
    const { token } = await mlflow.server.project()
    const left = await families()
    for (const [method, path] of known) {
      const address = path.replace(/<[^>]+>/g, 'x').replace(/\{[^}]+\}/g, 'x')
      const response = await fetch(`${mlflow.server.url}/mlflow${address}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(method !== 'GET' && { body: '{}' }),
      })
      const { error_code } = (await response.json()) as { error_code?: string }
      const [, , family = ''] = /\/(mlflow|mlflow-artifacts)\/(.*)$/.exec(address) ?? []
      const leftOut = left.some((name) => family.startsWith(name))
      expect([method, address, error_code === 'NOT_IMPLEMENTED']).toEqual([method, address, leftOut])
      expect([address, error_code]).not.toEqual([address, 'ENDPOINT_NOT_FOUND'])
      expect([address, response.status]).not.toEqual([address, 500])
    }
  })

  it('may ask the server what it can do, before they say who they are', async () => {
    const response = await fetch(`${mlflow.server.url}/mlflow/api/3.0/mlflow/server-info`)
    expect(await response.json()).toMatchObject({ multipart_uploads_enabled: true, multipart_downloads_enabled: false })
  })

  it.each(['api/2.0/mlflow/webhooks', 'api/3.0/mlflow/traces/x', 'ajax-api/3.0/mlflow/gateway/secrets/config'])(
    'say of %s that it is not here, and why',
    async (address) => {
      const { token } = await mlflow.server.project()
      const headers = { authorization: `Bearer ${token}` }
      const response = await fetch(`${mlflow.server.url}/mlflow/${address}`, { headers })
      expect([response.status, await response.json()]).toEqual([
        501,
        { error_code: 'NOT_IMPLEMENTED', message: expect.stringMatching(/is not part of this platform: .+/) },
      ])
    },
  )
})
