import { openTables } from '#engines/tables/open-tables.ts'
import { openPlatform } from '#services/open-platform.ts'
import { openServer } from '../../protocols/open-server.ts'

// The protocols server as it is deployed, in a process of its own, with its log.
const [databaseUrl = '', home = ''] = process.argv.slice(2)
const root = process.cwd()
const platform = await openPlatform({
  environment: { databaseUrl, home, root },
  catalogue: new Map(),
  tables: openTables({ root, spares: 0 }),
})
const options = { webUrl: undefined, apiUrl: undefined, version: '0.0.0', log: 'info' } as const
const server = await openServer({ resources: platform, ...options })
await server.listen({ port: 0, host: '127.0.0.1' })
const { port } = server.server.address() as { port: number }
process.send?.(port)
process.once('SIGTERM', async () => {
  await server.close()
  process.exit()
})
