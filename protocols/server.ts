import { readFileSync } from 'node:fs'
import { openTables } from '#engines/tables/open-tables.ts'
import { readEnvironment } from '#services/environment.ts'
import { openPlatform } from '#services/open-platform.ts'
import { openServer } from './open-server.ts'

const environment = readEnvironment()
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
// Protocols start no pipelines and read no tables, so no catalogue and no table engine waits for them.
const platform = await openPlatform({
  environment,
  catalogue: new Map(),
  tables: openTables({ root: environment.root, spares: 0 }),
})
const { url, apiUrl, port, metrics } = environment
const server = await openServer({ resources: platform, webUrl: url, apiUrl, version, log: 'info', metrics })

const local = !apiUrl || ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(apiUrl).hostname)
await server.listen({ port: port ?? 8001, host: local ? '127.0.0.1' : '0.0.0.0' })

const stop = async () => {
  await server.close()
  await platform.close()
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
