import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { availableParallelism, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { Fault } from '#pipeline/fault.ts'
import { openBinder } from './binder.ts'
import { openPool } from './pool.ts'
import type { JobName, Jobs } from './requests.ts'
import { openSessions } from './sessions.ts'
import type { Tables } from './tables.ts'

export interface TablesOptions {
  /** The folder of this repository: children start from its sources. */
  root: string
  /** Children that wait for work. */
  spares?: number
  threads?: number
  /** Of one child, before it spills to disk. */
  memoryMb?: number
}

export function openTables({
  root,
  spares = 1,
  threads = availableParallelism(),
  memoryMb = Math.min(4096, Math.floor(totalmem() / 2 ** 22)),
}: TablesOptions): Tables {
  const selecting = new Set<object>()
  const pool = openPool(root, spares, () => selecting.size > 0)
  const binder = openBinder(pool, { threads: 1, memoryMb: 256, spill: '' })
  const sessions = openSessions()
  const running = new Set<{ kill(): void }>()

  /** Each in a child of its own, which ends with it; the selects of one session hand their children on. */
  async function once<K extends JobName>(
    job: K,
    request: Jobs[K]['request'],
    {
      spill = join(tmpdir(), `espalier-spill-${randomUUID()}`),
      signal,
      session,
    }: { spill?: string; signal?: AbortSignal; session?: string } = {},
  ): Promise<Jobs[K]['answer']> {
    const cancelled = () => new Fault('CANCELLED', 'cancelled', { cause: signal?.reason })
    if (signal?.aborted) throw cancelled()
    const child = (session && sessions.take(session)) || pool.take()
    let kept = false
    running.add(child)
    const stop = () => child.kill()
    signal?.addEventListener('abort', stop, { once: true })
    try {
      const answer = await child.ask(job, request, { threads, memoryMb, spill })
      if (session) sessions.keep(session, child)
      kept = session !== undefined
      return answer
    } catch (thrown) {
      throw signal?.aborted ? cancelled() : thrown
    } finally {
      signal?.removeEventListener('abort', stop)
      running.delete(child)
      if (!kept) child.kill()
      await rm(spill, { recursive: true, force: true })
    }
  }

  return {
    bind: (sql, tables) => binder.ask('bind', { sql, tables }),
    trace: (sql, tables) => binder.ask('trace', { sql, tables }),
    detect: (path, format, dialect, types = {}) => once('detect', { path, format, types, ...(dialect && { dialect }) }),
    select: async ({ sql, tables, files, output, signal, session }) => {
      const work = {}
      selecting.add(work)
      try {
        return await once(
          'select',
          { sql, tables, files, output },
          { spill: `${output}.spill`, ...(signal && { signal }), ...(session && { session }) },
        )
      } catch (thrown) {
        await rm(output, { force: true })
        throw thrown
      } finally {
        selecting.delete(work)
      }
    },
    preview: (path, page) => once('preview', { path, ...page }),
    profile: (path) => once('profile', { path }),
    close: async () => {
      pool.close()
      binder.close()
      sessions.close()
      for (const child of running) child.kill()
    },
  }
}
