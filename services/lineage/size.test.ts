import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalogue } from '#nodes/index.ts'
import type { Context } from '../context.ts'
import { apply } from '../pipelines/apply.ts'
import { gatherWords } from '../search/gather-words.ts'
import { search } from '../search/search.ts'
import { addPeople, modelValue, people } from '../testing/made.ts'
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts'
import { neighbours, serving } from './edges.ts'
import { graph } from './graph.ts'
import { impact } from './impact.ts'
import { usedBy } from './used-by.ts'

/** One step of the walk, from the file. */
const neighbourQuery = (projectId: string) => sql`
  with serving as materialized (${serving(projectId)}), walk(kind, id) as (select 'file', 'people.csv@1' collate "C")
  select next.* from walk, lateral (${neighbours('down', { projectId, fan: 12, removed: 'hidden' })}) next(kind, id)`

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
  await owner.db.execute(sql`insert into words_due select id from tracked_runs limit 2000`)
  while ((await gatherWords(owner.db, 2000)) > 0);
  await owner.db.execute(sql`analyze`)
}, 180_000)
afterAll(() => platform.close())

describe('with a hundred thousand artifacts', () => {
  test('a picture shows the newest and says where there are more', async () => {
    const { nodes, more } = await graph(owner, { of: 'people.csv' })
    expect(nodes.length).toBeLessThan(50)
    expect(more).toContainEqual(expect.objectContaining({ id: 'file:people.csv@1', direction: 'down' }))
    const up = await graph(owner, { of: 'endpoint-500' })
    expect(up.nodes.map(({ kind }) => kind).sort()).toEqual(['endpoint', 'file', 'pipeline', 'run', 'version'])
  })

  test('a file is looked up by its index', async () => {
    const { rows } = await owner.db.execute<Record<string, string>>(
      sql`explain ${neighbourQuery(owner.actor.projectId)}`,
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('run_files_project_id_name_version_created_at_index')
    expect(plan).not.toContain('Seq Scan on run_files')
  })

  test('what answers callers comes first', async () => {
    const { versions, cut } = await impact(owner, { file: 'people.csv', limit: 500 })
    expect(versions.every(({ endpoints }) => endpoints.length === 1)).toBe(true)
    expect(cut).toBe(true)
  })

  test('uses are counted, not listed', async () => {
    const { runs, pipelines, models } = await usedBy(owner, { file: 'people.csv' })
    expect(runs).toBe(many)
    expect(pipelines).toMatchObject([{ slug: 'people', runs: many }])
    expect(models.length).toBeLessThanOrEqual(200)
  })

  test('a word that every run bears finds a page of them', async () => {
    const { found, next } = await search(owner, { text: 'people', kinds: ['run'] })
    expect(found).toHaveLength(30)
    expect(next).not.toBeNull()
  })
})
