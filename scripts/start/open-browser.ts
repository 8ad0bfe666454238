import { spawn } from 'node:child_process'
import { findProgram } from '../install/find-program.mjs'

/** Opens the person's browser, where there is a screen to open it on. */
export function openBrowser(address: string): void {
  if (process.env.CI) return
  const name = process.platform === 'darwin' ? 'open' : 'xdg-open'
  const opener = findProgram(name)
  const screen = process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!opener || !screen) return
  spawn(opener, [address], { detached: true, stdio: 'ignore' })
    .on('error', () => {})
    .unref()
}
