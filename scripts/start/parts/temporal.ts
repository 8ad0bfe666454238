import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { temporalServerArguments } from '#workflows/temporal-server.ts'
import type { Part } from '../supervise.ts'
import { until } from '../until.ts'

export const temporalAddress = (port: number): string => `127.0.0.1:${port}`

/**
 * The Temporal server of a home. It builds its tables only where there is no file, so one that was killed before it had
 * built them all would never start again: a file without the mark of a first good start is thrown away.
 */
export async function temporalPart({
  home,
  port,
  binary,
}: {
  home: string
  port: number
  binary: string
}): Promise<Part> {
  const folder = join(home, 'temporal')
  const file = join(folder, 'temporal.db')
  const mark = join(folder, 'complete')
  await mkdir(folder, { recursive: true })
  if (!existsSync(mark)) for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true })
  return {
    name: 'Temporal',
    command: binary,
    args: temporalServerArguments({ port, file }),
    env: { PATH: process.env.PATH, HOME: folder },
    ready: async (signal) => {
      await until(() => serves(binary, temporalAddress(port)), signal)
      await writeFile(mark, '')
    },
  }
}

async function serves(binary: string, address: string): Promise<boolean> {
  const question = ['operator', 'namespace', 'describe', 'default', '--address', address]
  await promisify(execFile)(binary, question, { timeout: 5000 })
  return true
}
