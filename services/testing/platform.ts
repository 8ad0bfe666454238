import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '#db/migrate.ts'
import { members, projects, users } from '#db/schema.ts'
import { openTables } from '#engines/tables/open-tables.ts'
import type { Tables } from '#engines/tables/tables.ts'
import type { Catalogue } from '#pipeline/define-node.ts'
import { testDatabase } from '../../scripts/testing/postgres.ts'
import type { Role } from '../access/matrix.ts'
import type { Context } from '../context.ts'
import { type OpenPlatform, openPlatform } from '../open-platform.ts'
import { ensureDefault } from '../projects/ensure-default.ts'

export interface TestPlatform extends OpenPlatform {
  databaseUrl: string
  /** Owner of the project `default`. */
  owner: Context
  /** The platform, acting for the owner. */
  worker: Context
  /** Somebody in a project of their own. */
  stranger(): Promise<Context>
}

/** Everything real on a database and in a folder of its own, gone on `close`. */
export async function openTestPlatform({
  catalogue,
  tables,
}: {
  catalogue: Catalogue
  tables?: Tables
}): Promise<TestPlatform> {
  const home = await mkdtemp(join(tmpdir(), 'espalier-home-'))
  const database = await testDatabase()
  await migrate(database.url)
  const root = process.cwd()
  const environment = { databaseUrl: database.url, home, root }
  const platform = await openPlatform({ environment, catalogue, tables: tables ?? openTables({ root, spares: 1 }) })
  const owner = await ensureDefault(platform)
  return {
    ...platform,
    databaseUrl: database.url,
    owner: platform.as(owner),
    worker: platform.as({ ...owner, role: 'worker' }),
    stranger: async () => {
      const [userId, projectId] = [randomUUID(), randomUUID()]
      const role: Role = 'owner'
      await platform.db.insert(users).values({ id: userId, name: 'Stranger', email: `${userId}@example.org` })
      await platform.db.insert(projects).values({ id: projectId, slug: projectId, name: 'Elsewhere' })
      await platform.db.insert(members).values({ projectId, userId, role })
      return platform.as({ userId, name: 'Stranger', projectId, role })
    },
    close: async () => {
      await platform.close()
      await database.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}
