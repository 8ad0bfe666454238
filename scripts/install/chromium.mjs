import { existsSync } from 'node:fs'
import { findProgram, isExecutable } from './find-program.mjs'
import { runCommand } from './run-command.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The path of a Chromium: named, on the PATH, Playwright's own, its download, or Debian's package. Says which. */
export async function installChromium({ logs, say }) {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (!isExecutable(named)) throw new Error(`CHROMIUM_PATH is no program: ${named}`)
    return found(named, 'CHROMIUM_PATH', say)
  }
  const onPath = findProgram(...names)
  if (onPath) return found(onPath, 'the PATH', say)
  const { chromium } = await import('@playwright/test')
  const own = chromium.executablePath()
  if (existsSync(own)) return found(own, 'Playwright', say)
  if (await reachable('https://cdn.playwright.dev')) {
    say("downloading Playwright's own")
    const cli = 'node_modules/@playwright/test/cli.js'
    const download = [cli, 'install', 'chromium']
    await runCommand(process.execPath, download, { log: `${logs}/install-chromium.log` }).catch(() => {})
    if (existsSync(own)) return found(own, "Playwright's download", say)
  }
  if (process.getuid?.() === 0 && findProgram('apt-get')) {
    say("installing Debian's package")
    const options = { log: `${logs}/install-chromium.log`, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    await runCommand('apt-get', ['update', '-q'], options)
    await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], options)
    const installed = findProgram(...names)
    if (installed) return found(installed, "Debian's package", say)
  }
  throw new Error('no Chromium: install one, or set CHROMIUM_PATH to its program')
}

function found(path, source, say) {
  say(`${path} (${source})`)
  return path
}

const reachable = (address) =>
  fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(5000) }).then(
    () => true,
    () => false,
  )
