import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { knownTemporal } from '../install/temporal.mjs'
import { ownTempFolder } from './own-temp-folder.ts'
import { startTestPostgres } from './postgres.ts'

/** One Postgres and one folder for temporary files for the whole run; Python and Temporal by path, unless `npm test` has said where they are. */
export default async function setup(): Promise<() => Promise<void>> {
  const python = join(process.cwd(), '.espalier', 'python', 'bin', 'python')
  if (existsSync(python)) process.env.ESPALIER_PYTHON ??= python
  const temporal = knownTemporal()
  if (temporal) process.env.ESPALIER_TEMPORAL ??= temporal
  if (process.env.ESPALIER_TEST_POSTGRES) return await ownTempFolder()
  const { url, stop } = await startTestPostgres()
  process.env.ESPALIER_TEST_POSTGRES = url
  const clear = await ownTempFolder()
  return async () => {
    await stop()
    await clear()
  }
}
