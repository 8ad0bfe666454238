import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect } from '@playwright/test'

export const root = join(import.meta.dirname, '..')

/** The command line as a script would use it; it finds the platform under test by ESPALIER_HOME. */
export async function espalier(...args: string[]) {
  const child = spawn('node', [join(root, 'cli', 'espalier.mjs'), ...args, '--json'], { cwd: root })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  expect(stderr).toBe('')
  return { code, json: JSON.parse(stdout) }
}
