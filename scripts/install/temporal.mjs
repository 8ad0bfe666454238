import { join } from 'node:path'
import { cache } from '../paths.mjs'
import { downloadTemporal } from './download-temporal.mjs'
import { findProgram, isExecutable } from './find-program.mjs'
import { runCommand } from './run-command.mjs'

/** Newer tags cannot be built by `go install`: their go.mod has a `replace`. */
const version = '1.5.1'
const cached = join(cache, `temporal-${version}`, 'temporal')

/** The path of a Temporal program that is there: named, on the PATH, or cached. */
export const knownTemporal = () =>
  [process.env.ESPALIER_TEMPORAL, findProgram('temporal'), cached].find((path) => path && isExecutable(path))

/** The path of the Temporal program: one that is there, else downloaded, else built. */
export async function installTemporal({ logs, say }) {
  const known = knownTemporal()
  if (known) return known
  say('looking for the official download')
  const missed = await downloadTemporal({ version, target: cached, say })
  if (!missed) return cached
  const go = findProgram('go')
  if (!go) throw new Error(`no Temporal server: ${missed}, and there is no Go to build it with.\n${hint}`)
  say('building it with Go, about 3 minutes, once')
  await runCommand(go, ['install', '-ldflags', '-s -w', `github.com/temporalio/cli/cmd/temporal@v${version}`], {
    env: { ...process.env, GOBIN: join(cache, `temporal-${version}`) },
    log: join(logs, 'install-temporal.log'),
  })
  say('built')
  return cached
}

const hint =
  'Put the program `temporal` on the PATH (https://docs.temporal.io/cli#install), or set TEMPORAL_ADDRESS to a server.'
