import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import type { Context } from '../context.ts'
import { apply } from '../pipelines/apply.ts'
import { search } from '../search/search.ts'
import { addPeople, modelValue, people } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { graph } from './graph.ts'
import { impact } from './impact.ts'
import { usedBy } from './used-by.ts'

let platform: TestPlatform
let owner: Context
/** So many runs over one file, each with a model version of its own bytes, and an endpoint for each hundredth. */
const many = 100_000

beforeAll(async () => {
  platform = await openTestPlatform({ catalogue })
  owner = platform.owner
  const { projectId, userId } = owner.actor
  const file = await addPeople(owner)
  await apply(owner, { spec: people() })
  const model = await modelValue(owner)
  const signature = JSON.stringify(model.signature)
  const experiment = randomUUID()
  await owner.db.execute(
    sql`insert into experiments (id, project_id, number, name) values (${experiment}, ${projectId}, 1, 'many')`,
  )
  await owner.db.execute(sql`insert into artifacts (sha256, size, media_type)
    select encode(sha256(n::text::bytea), 'hex'), 1, 'application/x-onnx' from generate_series(1, ${many}) n`)
  await owner.db.execute(sql`insert into runs (id, project_id, pipeline_id, revision_id, plan, status, started_by, created_at)
    select md5(n::text)::uuid, ${projectId}, p.id, r.id, '{"steps":[]}', 'done', ${userId}, now() - n * interval '1 second'
    from generate_series(1, ${many}) n, pipelines p join revisions r on r.pipeline_id = p.id`)
  await owner.db.execute(sql`insert into tracked_runs (id, project_id, experiment_id, kind, name, status, started_at, user_name, created_by)
    select md5(n::text)::uuid, ${projectId}, ${experiment}, 'pipeline', 'people ' || n, 'finished', 1700000000000 - n, 'u', ${userId}
    from generate_series(1, ${many}) n`)
  await owner.db.execute(sql`insert into run_files (run_id, node, param, project_id, name, version, sha256, created_at)
    select md5(n::text)::uuid, 'load', 'file', ${projectId}, 'people.csv', 1, f.sha256, now() - n * interval '1 second'
    from generate_series(1, ${many}) n, files f where f.name = ${file.name}`)
  await owner.db.execute(sql`insert into models (id, project_id, name, last_number)
    select md5('m' || n)::uuid, ${projectId}, 'model-' || n, 100 from generate_series(1, ${many / 100}) n`)
  await owner.db.execute(sql`insert into model_versions (model_id, number, artifact, signature, metrics, run_id, node, created_by, created_at)
    select md5('m' || (1 + n / 100))::uuid, 1 + n % 100, encode(sha256((n + 1)::text::bytea), 'hex'), ${signature}::jsonb, '{}',
      md5((n + 1)::text)::uuid, 'load', ${userId}, now() - n * interval '1 second' from generate_series(0, ${many - 1}) n`)
  await owner.db.execute(sql`insert into endpoints (id, project_id, name)
    select md5('e' || n)::uuid, ${projectId}, 'endpoint-' || n from generate_series(1, ${many / 100}) n`)
  await owner.db.execute(sql`insert into routes (endpoint_id, number, shares, created_by)
    select md5('e' || n)::uuid, 1, jsonb_build_array(jsonb_build_object('versionId', v.id, 'weight', 1, 'mode', 'live')), ${userId}
    from generate_series(1, ${many / 100}) n join model_versions v on v.model_id = md5('m' || n)::uuid and v.number = 50`)
  await owner.db.execute(sql`analyze`)
}, 180_000)
afterAll(() => platform.close())

/** The median of five, after one that warms up. */
async function milliseconds(ask: () => Promise<unknown>): Promise<number> {
  await ask()
  const times: number[] = []
  for (let turn = 0; turn < 5; turn += 1) {
    const from = performance.now()
    await ask()
    times.push(performance.now() - from)
  }
  return Math.round(times.toSorted((a, b) => a - b)[2] ?? 0)
}

describe('with a hundred thousand artifacts', () => {
  test.each([
    ['the picture of the file that all came from', () => graph(owner, { of: 'people.csv' }), 1000],
    ['the picture of an endpoint', () => graph(owner, { of: 'endpoint-500' }), 500],
    ['the picture of a revision', () => graph(owner, { of: 'pipeline:people@1' }), 1000],
    ['what must be trained again', () => impact(owner, { file: 'people.csv' }), 3000],
    ['who uses the file', () => usedBy(owner, { file: 'people.csv' }), 3000],
    ['a search for a word that every run bears', () => search(owner, { text: 'people' }), 2000],
    ['a search for a name', () => search(owner, { text: 'endpoint-77' }), 1000],
  ])('%s takes a moment', async (what, ask, most) => {
    const took = await milliseconds(ask)
    console.info(`${what}: ${took} ms`)
    expect(took).toBeLessThan(most)
  })

  test('what answers callers comes first', async () => {
    const { versions, cut } = await impact(owner, { file: 'people.csv', limit: 500 })
    expect(versions.every(({ endpoints }) => endpoints.length === 1)).toBe(true)
    expect(cut).toBe(true)
  })
})
