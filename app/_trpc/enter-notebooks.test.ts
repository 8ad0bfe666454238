import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTestPlatform, type TestPlatform } from '#services/testing/platform.ts'
import { enterNotebooks } from './enter-notebooks.ts'

let platform: TestPlatform
let server: Server
let statuses: { tickets: number; lab: number }
beforeAll(async () => {
  platform = await openTestPlatform({ catalogue: new Map() })
  server = createServer((request, response) => {
    response.writeHead(request.url?.startsWith('/espalier') ? statuses.tickets : statuses.lab).end('{"ticket":"t"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1/none')
  vi.stubEnv('ESPALIER_HOME', platform.root)
  vi.stubEnv('JUPYTER_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  server.close()
  await platform.close()
})

test('a Jupyter server from elsewhere is entered by its extension, or what it lacks is said', async () => {
  const entering = (tickets: number, lab = 302) => {
    statuses = { tickets, lab }
    return enterNotebooks(platform.owner)
  }
  expect(await entering(200)).toMatchObject({ extension: 'there', address: expect.stringContaining('?ticket=t') })
  expect(await entering(404)).toMatchObject({ extension: 'missing', address: expect.stringMatching(/\/lab$/) })
  await expect(entering(404, 404)).rejects.toMatchObject({
    message: expect.stringContaining('the Jupyter server has no JupyterLab'),
    hint: expect.stringContaining('jupyter-extension'),
  })
  await expect(entering(403)).rejects.toMatchObject({ hint: expect.stringContaining('JUPYTER_TOKEN') })
})
