import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Resources } from '../context.ts'

interface Wanted {
  runId: string
  node: string
  /** Of the notebook. */
  name: string
}

/** The notebook of a step under way, as its kernel last wrote it, where this machine sees the worker's folder. */
export async function findRecord(
  { work }: Pick<Resources, 'work'>,
  { runId, node, name }: Wanted,
): Promise<Buffer | undefined> {
  for (const folder of await readdir(work)) {
    const note = await readFile(join(work, folder, 'kernel.json'), 'utf8').catch(() => '')
    if (!note.includes(runId)) continue
    const { runId: run, node: at } = JSON.parse(note) as Wanted
    if (run === runId && at === node)
      return await readFile(join(work, folder, 'out', 'kept', name)).catch(() => undefined)
  }
  return undefined
}
