import { mkdtemp, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { espalier } from '../testing.ts'

type Row = Record<string, unknown>

/** A platform on the wire whose model knows mass and island, and of islands one. */
const server = createServer(async (request, response) => {
  const answer = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body))
  if (request.url?.startsWith('/v2/'))
    return answer(200, {
      inputs: [
        { name: 'mass', datatype: 'FP64' },
        { name: 'island', datatype: 'BYTES' },
      ],
    })
  const { rows } = (await json(request)) as { rows: Row[] }
  const column = Object.keys(rows[0] ?? {}).find((name) => name !== 'mass' && name !== 'island')
  if (column !== undefined) {
    const hint = 'did you mean island? Otherwise leave it out'
    return answer(400, {
      error: `the model has no such column: ${column}`,
      code: 'INVALID_INPUT',
      at: { row: 1, column },
      hint,
    })
  }
  const warnings = rows.flatMap(({ island }, index) =>
    island === 'Dream' ? [] : [{ row: index + 1, column: 'island', message: `never seen in training: ${island}` }],
  )
  answer(200, { predictions: rows.map(({ mass }) => ({ id: 'p', prediction: mass })), version: 1, warnings })
})
let on: Record<string, string>
let folder: string
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  on = { ESPALIER_URL: url, ESPALIER_API_URL: url, ESPALIER_TOKEN: 'esp_test' }
  folder = await mkdtemp(join(tmpdir(), 'cli-'))
})
afterAll(() => server.close())

async function predict(text: string, ...more: string[]) {
  const path = join(folder, 'rows.csv')
  await writeFile(path, text)
  return await espalier(['predict', 'weights', '--rows', path, ...more], on)
}

test('warnings of the model are told on stderr, and are part of the document', async () => {
  const rows = `mass;island\n${'2,5;Dream\n'.repeat(1000)}3;Atlantis\n`
  const told = await predict(rows)
  expect(told.stderr).toContain('warning: row 1001, column island: never seen in training: Atlantis')
  expect(told).toMatchObject({ code: 0, stdout: expect.stringMatching(/^2\.5\n/) })
  const { warnings } = JSON.parse((await predict(rows, '--json')).stdout)
  expect(warnings).toEqual([{ row: 1001, column: 'island', message: 'never seen in training: Atlantis' }])
})

test('a misspelt column is refused, with what to do if it is kept for people', async () => {
  expect(await predict('mass,iland\n1,Dream\n')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('did you mean island? Otherwise leave it out: --ignore "iland"'),
  })
})

test('columns that are kept for people are left out by name', async () => {
  const rows = 'id,mass,island,y\n7,1,Dream,3\n'
  expect(await predict(rows, '--ignore', 'id,y')).toMatchObject({ code: 0, stdout: '1\n' })
  expect(await predict(rows, '--ignore', 'idd')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('did you mean id?'),
  })
})
