import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The system's folder for temporary files, for this process and those it starts; all of it is gone when this process ends, however it ends. */
export async function ownTempFolder(): Promise<() => Promise<void>> {
  const former = process.env.TMPDIR
  const folder = await mkdtemp(join(tmpdir(), 'espalier-tests-'))
  // A Postgres among the tests may run as another user.
  await chmod(folder, 0o711)
  process.env.TMPDIR = folder
  // A shell that waits for our end of its pipe to close, which happens even when we are killed.
  const guard = spawn('sh', ['-c', 'read -r _; rm -rf "$1" || { sleep 2; rm -rf "$1"; }', 'sh', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.unref()
  return async () => {
    if (former === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = former
    guard.ref()
    const ended = once(guard, 'exit')
    guard.stdin.end()
    await ended
  }
}
