import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, testServer, webUrl } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

/** Runs the page's script as a browser would, on an address with this end. */
async function follow(path: string, hash: string): Promise<string> {
  const response = await fetch(server.url + path)
  const html = await response.text()
  const [, web, project, script = ''] = /data-web="(.*?)" data-project="(.*?)">([\s\S]*)<\/script>/.exec(html) ?? []
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'sha256-/)
  const led: string[] = []
  const location = { hash, replace: (address: string) => led.push(address) }
  new Function('document', 'location', script)({ currentScript: { dataset: { web, project } } }, location)
  return led.join()
}

test('what the client prints of a run leads to its page, without a token', async () => {
  const run = 'a'.repeat(32)
  expect(await follow('/mlflow/', `#/experiments/3/runs/${run}`)).toBe(`${webUrl}/default/experiments/3/runs/${run}`)
  expect(await follow('/mlflow/birds', '#/experiments/3')).toBe(`${webUrl}/birds/experiments/3`)
  expect(await follow('/mlflow/birds/', '#/models/late/versions/2')).toBe(`${webUrl}/birds/models/late?version=2`)
  expect(await follow('/mlflow', '')).toBe(`${webUrl}/default/experiments`)
})

test('a name that would break out of the page is written so that it cannot', async () => {
  const html = await (await fetch(`${server.url}/mlflow/${encodeURIComponent('"><script>alert(1)</script>')}`)).text()
  expect(html).not.toContain('<script>alert')
})
