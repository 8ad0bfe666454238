import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type MlflowServer, mlflowServer } from './testing.ts'

let mlflow: MlflowServer
let client: Client
beforeAll(async () => {
  mlflow = await mlflowServer()
  client = await mlflow.client()
})
afterAll(() => mlflow.close())

/** The server as a process of its own, on the same database, killed and begun again as often as is asked. */
async function mortalServer() {
  const { databaseUrl, home, root } = mlflow.server.environment
  const env = {
    ...process.env,
    ...{ DATABASE_URL: databaseUrl, ESPALIER_HOME: home, ESPALIER_ROOT: root, PORT: '0' },
  }
  const begin = async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'protocols/server.ts'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    for await (const line of createInterface({ input: child.stdout })) {
      const [, url] = /Server listening at ([^"]+)/.exec(line) ?? []
      if (url) {
        child.stdout.resume()
        return { child, url }
      }
    }
    throw new Error('the server did not begin to listen')
  }
  let living = begin()
  const kill = async () => {
    const { child } = await living
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return {
    /** Asks until there is an answer, whoever dies meanwhile. */
    ask: async (path: string, body: unknown): Promise<Record<string, unknown>> => {
      for (;;) {
        const { url } = await living
        const answer = await fetch(`${url}/mlflow/api/2.0/mlflow/${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
          .then(async (response) => ({ status: response.status, body: (await response.json()) as object }))
          .catch(() => undefined)
        if (answer && answer.status !== 200) throw new Error(JSON.stringify(answer))
        if (answer) return answer.body as Record<string, unknown>
      }
    },
    restart: () => {
      living = kill().then(begin)
    },
    kill,
  }
}

/** All of some numbers at once, a few at a time, with the server killed when each of some shares is done. */
async function amidKills<T>(
  server: Awaited<ReturnType<typeof mortalServer>>,
  count: number,
  work: (index: number) => Promise<T>,
): Promise<T[]> {
  const done: T[] = []
  const kills = new Set([0.2, 0.5, 0.8].map((share) => Math.floor(count * share)))
  const each = async (index: number) => {
    const made = await work(index)
    done.push(made)
    if (kills.delete(done.length)) server.restart()
  }
  await Promise.all(Array.from({ length: count }, (_, index) => each(index)))
  expect(kills.size).toBe(0)
  await server.kill()
  return done
}

describe('a server that is killed amid its work', () => {
  it('loses none of two hundred registrations, and counts on without a gap', { timeout: 120_000 }, async () => {
    await client.post('registered-models/create', { name: 'iris' })
    const server = await mortalServer()
    const told = await amidKills(server, 200, async (index) => {
      const tags = [{ key: 'asked', value: String(index) }]
      const source = 'mlflow-artifacts:/0/models/m-1/artifacts'
      const { model_version } = await server.ask('model-versions/create', { name: 'iris', source, tags })
      return { index, number: Number((model_version as { version: string }).version) }
    })
    const { body } = await client.get("model-versions/search?filter=name = 'iris'&max_results=10000")
    const kept = (body.model_versions as { version: string; tags: { value: string }[] }[]).map((version) => ({
      number: Number(version.version),
      index: Number(version.tags[0]?.value),
    }))
    // What was told stands. A request whose answer was lost was asked again, so it may stand twice.
    expect(kept).toEqual(expect.arrayContaining(told))
    expect(new Set(told.map(({ number }) => number)).size).toBe(200)
    const numbers = kept.map(({ number }) => number).sort((a, b) => a - b)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })

  it('doubles nothing that is logged again', { timeout: 120_000 }, async () => {
    const run_id = await client.run()
    const server = await mortalServer()
    await amidKills(server, 100, (batch) => {
      const metrics = Array.from({ length: 20 }, (_, index) => ({
        ...{ key: 'loss', value: batch / 3, timestamp: batch, step: batch * 20 + index },
      }))
      return server.ask('runs/log-batch', {
        run_id,
        metrics,
        params: [{ key: `p${batch % 50}`, value: `${batch % 50}` }],
      })
    })
    const { body } = await client.get(`metrics/get-history?run_id=${run_id}&metric_key=loss`)
    const steps = (body.metrics as { step: number }[]).map(({ step }) => step)
    expect(steps.sort((a, b) => a - b)).toEqual(Array.from({ length: 2000 }, (_, step) => step))
    const { body: read } = await client.get(`runs/get?run_id=${run_id}`)
    expect(read.run).toMatchObject({ data: { metrics: [{ key: 'loss', step: 1999, value: 33 }] } })
    expect((read.run as { data: { params: unknown[] } }).data.params).toHaveLength(50)
  })
})
