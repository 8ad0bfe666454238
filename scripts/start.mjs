#!/usr/bin/env node
import { mkdir } from 'node:fs/promises'
import { install, wantedToStart } from './install/install.mjs'
import { createProgress } from './install/progress.mjs'
import { startHelp, startOptions } from './options.mjs'

/** Node built-ins only up to here: the rest needs the packages that this installs. */
async function start() {
  const options = startOptions()
  if (options.help) return process.stdout.write(startHelp)
  await mkdir(options.home, { recursive: true, mode: 0o700 })
  const progress = createProgress()
  const programs = await install({ home: options.home, progress, wanted: wantedToStart() })
  const { register } = await import('tsx/esm/api')
  register()
  const { main } = await import('./start/main.ts')
  await main({ ...options, ...programs, progress })
}

start().catch((error) => {
  process.stderr.write(`\n${error.message}\n`)
  process.exit(error.code?.startsWith?.('ERR_PARSE_ARGS') ? 2 : 1)
})
