import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { migrate } from '#db/migrate.ts'
import { members, projects, users } from '#db/schema.ts'
import { openTables } from '#engines/tables/open-tables.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { link } from '#services/artifacts/link.ts'
import type { Actor, Context } from '#services/context.ts'
import { register } from '#services/models/register.ts'
import { type OpenPlatform, openPlatform } from '#services/open-platform.ts'
import { create } from '#services/tokens/create.ts'
import { testDatabase } from '../scripts/testing/postgres.ts'
import { openServer, type ServerOptions } from './open-server.ts'

export const webUrl = 'http://127.0.0.1:3999'

export interface TestServer {
  url: string
  platform: OpenPlatform
  /** For another process on the same database and store. */
  environment: { databaseUrl: string; home: string; root: string }
  /** A new project, its owner, and tokens for it. */
  project(): Promise<{ ctx: Context; token: string; readToken: string }>
  /** Registers a version of a model. */
  model(
    ctx: Context,
    model: { name: string; path: string; signature: Signature; details?: unknown },
  ): Promise<{ id: string; number: number }>
  close(): Promise<void>
}

/** The protocols server on a database and a store of its own. */
export async function testServer({
  jobs = 'answered',
  metrics,
}: Pick<Partial<ServerOptions>, 'jobs' | 'metrics'> = {}): Promise<TestServer> {
  const database = await testDatabase()
  await migrate(database.url)
  const home = await mkdtemp(join(tmpdir(), 'espalier-protocols-'))
  const root = process.cwd()
  const environment = { databaseUrl: database.url, home, root }
  const platform = await openPlatform({
    environment,
    catalogue: new Map(),
    tables: openTables({ root, spares: 0 }),
  })
  const options = { resources: platform, webUrl, apiUrl: 'https://models.example.org', version: '0.0.0' }
  const server = await openServer({ ...options, log: 'silent', jobs, metrics })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })

  const put = async (source: Readable, ctx: Context, mediaType: string) => {
    const stored = await platform.store.put(source)
    await link(platform.db, ctx.actor.projectId, [{ ...stored, mediaType }])
    return stored.sha256
  }

  return {
    url,
    platform,
    environment,
    project: async () => {
      const id = randomUUID()
      const user = { id, name: 'Ada', email: `${id}@example.org` }
      await platform.db.insert(users).values(user)
      await platform.db.insert(projects).values({ id, slug: id, name: 'Test' })
      await platform.db.insert(members).values({ projectId: id, userId: id, role: 'owner' })
      const actor: Actor = { userId: id, name: user.name, projectId: id, role: 'owner' }
      const ctx = platform.as(actor)
      const { token } = await create(ctx, { name: 'all' })
      const { token: readToken } = await create(ctx, { name: 'read', scopes: ['read'] })
      return { ctx, token, readToken }
    },
    model: async (ctx, { name, path, signature, details: kept = {} }) => {
      const artifact = await put(createReadStream(path), ctx, 'application/onnx')
      const details = await put(Readable.from([Buffer.from(JSON.stringify(kept))]), ctx, 'application/json')
      const parity = { rows: 1, maxDifference: 0, tolerance: 1e-5 }
      const value = { type: 'model', artifact, signature, metrics: {}, parity, details } as const
      const { version } = await register(ctx, { name, model: value })
      if (!version) throw new Error('the model was not registered')
      return version
    },
    close: async () => {
      await server.close()
      await platform.close()
      await database.close()
    },
  }
}
