import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { curl, javascript, python } from './code.ts'

const row = { island: 'Bird\'s "nest" $HOME', mass: 3.5, sex: null, tagged: true }

describe('the samples', () => {
  let address = ''
  const received: { body: unknown; token: string | undefined }[] = []
  const server = createServer(async (request, response) => {
    received.push({ body: await json(request), token: request.headers.authorization })
    response.end(JSON.stringify({ predictions: [{ prediction: 'Gentoo' }] }))
  })
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening')
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/predict/penguins`
  })
  afterAll(() => server.close())

  it('in JavaScript sends the row and the token', async () => {
    process.env.ESPALIER_TOKEN = 'esp_test'
    const run = new Function('fetch', `return (async () => { ${javascript({ address, row })} })()`)
    await run(fetch)
    expect(received.at(-1)).toEqual({ body: row, token: 'Bearer esp_test' })
  })

  it('for a shell quotes what a shell would read', () => {
    const command = curl({ address, row }).replace(/^curl /, 'printf "%s\\n" ')
    const words = execFileSync('sh', ['-c', command], {
      env: { ...process.env, ESPALIER_TOKEN: 'esp_test' },
      encoding: 'utf8',
    })
    expect(words).toContain('Authorization: Bearer esp_test')
    expect(JSON.parse(words.slice(words.indexOf('{')))).toEqual(row)
  })

  it('send a picture from a file', () => {
    const call = { address, row: { image: 'data:image/png;base64,AAAA', zoom: 2 }, pictures: ['image'] }
    expect(curl(call)).toContain("-F 'image=@picture.png'")
    expect(curl(call)).toContain("-F 'zoom=2'")
    expect(python(call)).toContain('"image": base64.b64encode(open("picture.png", "rb").read()).decode()')
    expect(javascript(call)).toContain("readFileSync('picture.png').toString('base64')")
    for (const sample of [curl(call), python(call), javascript(call)]) expect(sample).not.toContain('AAAA')
  })
})
