import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classesSignature, type TestModels, testModels } from '#engines/models/testing.ts'
import { deploy } from '#services/endpoints/deploy.ts'
import { openServer } from '../open-server.ts'
import { type TestServer, testServer } from '../testing.ts'

interface Sample {
  family: string
  type: string
  name: string
  labels: Record<string, string>
  value: number
}

const secret = 'a-token-for-metrics'
const row = { mass: 1, island: 'Dream' }

function parsed(text: string): Sample[] {
  const python = spawnSync(process.env.ESPALIER_PYTHON ?? 'python', [join(import.meta.dirname, 'parse.py')], {
    input: text,
    encoding: 'utf8',
  })
  if (python.status !== 0) throw new Error(python.stderr)
  return JSON.parse(python.stdout)
}

describe('metrics', () => {
  let files: TestModels
  let server: TestServer
  let token: string
  let project: string

  const scraped = async (url = server.url) => {
    const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${secret}` } })
    expect(answer.status).toBe(200)
    return parsed(await answer.text())
  }
  const ask = (rows: unknown, url = server.url) =>
    fetch(`${url}/predict/late`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(rows),
    })

  beforeAll(async () => {
    files = testModels()
    server = await testServer({ metrics: { token: secret } })
    const owner = await server.project()
    token = owner.token
    project = owner.ctx.actor.projectId
    const model = { name: 'weights', path: files.classes, signature: classesSignature }
    const { id: versionId } = await server.model(owner.ctx, model)
    await deploy(owner.ctx, { endpoint: 'late', version: { versionId } })
  })
  afterAll(() => server.close())

  it('are read by Prometheus’s own reader, and count what each version did', async () => {
    await Promise.all([ask(row), ask([row, row]), ask({ mass: 'much', island: 'Dream' })])
    const samples = (await scraped()).filter(({ labels }) => labels.project === project)
    const about = { project, endpoint: 'late', model: 'weights', version: '1', mode: 'live' }
    const value = (name: string, labels = {}) =>
      samples.find((one) => one.name === name && JSON.stringify(one.labels) === JSON.stringify({ ...about, ...labels }))
        ?.value
    expect(value('espalier_requests_total', { outcome: 'answered' })).toBe(2)
    expect(value('espalier_requests_total', { outcome: 'refused' })).toBe(1)
    expect(value('espalier_requests_total', { outcome: 'failed' })).toBe(0)
    expect(value('espalier_rows_total')).toBe(3)
    expect(value('espalier_request_duration_seconds_count')).toBe(2)
    expect(value('espalier_request_duration_seconds_bucket', { le: '+Inf' })).toBe(2)
    expect(value('espalier_request_duration_seconds_sum')).toBeGreaterThan(0)
  })

  it('add up over several processes', async () => {
    const options = { resources: server.platform, webUrl: undefined, apiUrl: undefined, version: '0.0.0' }
    const other = await openServer({ ...options, log: 'silent', jobs: 'none', metrics: 'open' })
    const url = await other.listen({ port: 0, host: '127.0.0.1' })
    await ask(row, url)
    const answered = (samples: Sample[]) =>
      samples.find(
        ({ name, labels }) =>
          name === 'espalier_requests_total' && labels.project === project && labels.outcome === 'answered',
      )?.value ?? 0
    expect([answered(await scraped()), answered(await scraped(url))]).toEqual([2, 1])
    await other.close()
  })

  it('are all there that the dashboard asks for', async () => {
    const dashboard = await readFile(join(import.meta.dirname, 'grafana-dashboard.json'), 'utf8')
    const asked = new Set(dashboard.match(/\b(espalier|process|nodejs)_[a-z0-9_]+/g))
    const samples = await scraped()
    const known = new Set(
      samples.flatMap(({ name, family, type }) => [
        ...[name, family, ...(type === 'counter' ? [`${family}_total`] : [])],
        ...(type === 'histogram' ? [`${family}_bucket`] : []),
      ]),
    )
    expect(asked.size).toBeGreaterThan(10)
    expect([...asked].filter((name) => !known.has(name))).toEqual([])
  })

  it('are closed unless an operator opens them, also to who has a token of a project', async () => {
    for (const authorization of ['', `Bearer ${token}`, 'Bearer wrong'])
      expect((await fetch(`${server.url}/metrics`, { headers: { authorization } })).status).toBe(401)
    const closed = await testServer({ jobs: 'none' })
    expect((await fetch(`${closed.url}/metrics`)).status).toBe(403)
    await closed.close()
  })
})
