import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { desc, isNull } from 'drizzle-orm'
import { parse } from 'yaml'
import type { Db } from '#db/client.ts'
import { audit, runs } from '#db/schema.ts'
import type { Person } from './people.ts'
import type { Scene } from './scene.ts'

export const model = 'champions'
export const alias = 'champion'
export const versions = 3
/** The node of `learn.yaml` that registers. */
export const registering = 'register'
export const endpoint = 'penguins'
/** Versions that runs of `learn.yaml` have made, between which releases go to and fro. */
export const served = [1, 2].map((number) => ({ name: 'penguins', number }))

/** As it stands in the parameters of a run as well. */
export const messageId = (unique: string): string => `message-${unique}`
/** Of Postgres. */
export const messageIn = 'message-[0-9a-f-]{36}'

interface Node {
  kind: string
  params?: Record<string, unknown>
  /** By port, `node.port`. */
  inputs?: Record<string, string>
}

function specOf(name: string, nodes: Record<string, Node>) {
  const ends = (text: string) => {
    const [node = '', port = ''] = text.split('.')
    return { node, port }
  }
  const edges = Object.entries(nodes).flatMap(([node, { inputs = {} }]) =>
    Object.entries(inputs).map(([port, from]) => [
      `${from}->${node}.${port}`,
      { from: ends(from), to: { node, port } },
    ]),
  )
  const plain = Object.entries(nodes).map(([id, { kind, params = {} }]) => [id, { kind, params }])
  return { espalier: 1, name, nodes: Object.fromEntries(plain), edges: Object.fromEntries(edges) }
}

const written = (name: string) => parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as Record<string, Node>

/** Tables alone: quick, and different each time by what `filter` is told. */
const quick = specOf('Quick', written('quick.yaml'))

/** Needs a kernel, and changes the platform: each run registers a version. */
const learn = specOf('Learn', written('learn.yaml'))

/** Pipelines, and a model with versions whose alias is protected. Tells since when, by the audit trail. */
export async function prepareModels(
  db: Db,
  ada: Person,
  { apiUrl, token }: { apiUrl: string; token: string },
): Promise<number> {
  await ada.ask('templates.bringTables', { name: 'penguins' })
  for (const spec of [quick, learn]) await ada.ask('pipelines.applySpec', { spec })
  const post = async (path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    const answer = await fetch(`${apiUrl}/mlflow/api/2.0/mlflow/${path}`, init)
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  }
  await post('registered-models/create', { name: model })
  for (let number = 1; number <= versions; number++)
    await post('model-versions/create', { name: model, source: `mlflow-artifacts:/0/made-up/artifacts/${number}` })
  await ada.ask('models.setAlias', { name: model, number: 1, alias })
  await ada.ask('approvals.protect', { model, alias, roles: ['owner'] })
  const [last] = await db.select({ id: audit.id }).from(audit).orderBy(desc(audit.id)).limit(1)
  return last?.id ?? 0
}

/** An endpoint with a version to which another can follow. Tells the runs that made them. */
export async function prepareEndpoint(db: Db, ada: Person): Promise<string[]> {
  const started = served.map(async ({ number }) => {
    const wish = { pipeline: { slug: 'learn' }, overrides: { 'train.trees': 10 + number } }
    return (await ada.ask<{ id: string }>('runs.start', wish)).id
  })
  const ids = await Promise.all(started)
  while ((await db.$count(runs, isNull(runs.endedAt))) > 0) await pause(200)
  await ada.ask('endpoints.deploy', { endpoint, version: served[0] })
  return ids
}

/** A trigger that makes a run of each signed message. */
export async function prepareHook(ada: Person, apiUrl: string): Promise<Scene['hook']> {
  const overrides = { 'filter.where': `"Body Mass (g)" > 3200 AND '{{ id }}' <> ''` }
  const wanted = { name: 'messages', pipeline: { slug: 'quick' }, watch: { kind: 'webhook' }, overrides }
  const { id, secret } = await ada.ask<{ id: string; secret: string }>('triggers.create', wanted)
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  return { address: `${apiUrl}/hooks/${id}`, key }
}
