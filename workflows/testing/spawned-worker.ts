import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { TestJupyter } from '#engines/kernels/testing.ts'
import { root, type TestPlatform } from './platform.ts'
import type { TestTemporal } from './temporal.ts'
import { bundleFolder } from './worker.ts'

export interface SpawnedWorkers {
  start(): Promise<ChildProcess>
  /** Ends all that were started, without asking. */
  kill(): Promise<void>
}

/** Workers in processes of their own, which can be killed. */
export function spawnedWorkers(
  platform: TestPlatform,
  temporal: TestTemporal,
  jupyter: Pick<TestJupyter, 'baseUrl' | 'token'>,
): SpawnedWorkers {
  const workers = new Set<ChildProcess>()
  return {
    start: async () => {
      const entry = fileURLToPath(new URL('worker-process.ts', import.meta.url))
      const worker = spawn(process.execPath, ['--import', 'tsx', entry], {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        env: {
          ...process.env,
          DATABASE_URL: platform.databaseUrl,
          ESPALIER_HOME: platform.home,
          ESPALIER_ROOT: root,
          TEMPORAL_ADDRESS: temporal.address,
          JUPYTER_URL: jupyter.baseUrl,
          JUPYTER_TOKEN: jupyter.token,
          BUNDLE_FOLDER: bundleFolder,
        },
      })
      workers.add(worker)
      await once(worker, 'message')
      return worker
    },
    kill: async () => {
      for (const worker of workers) {
        workers.delete(worker)
        if (worker.exitCode !== null || worker.signalCode !== null) continue
        const ended = once(worker, 'exit')
        worker.kill('SIGKILL')
        await ended
      }
    },
  }
}
