import { writeFileSync } from 'node:fs'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { KernelAttempt, Kernels } from '#engines/kernels/kernels.ts'
import type { Resources } from '#services/context.ts'
import { unfinished } from '#services/runs/unfinished.ts'

interface KernelNote {
  runId: string
  node: string
  kernel: KernelAttempt
}

const noteName = 'kernel.json'
const week = 7 * 24 * 60 * 60 * 1000

/** Says, in an attempt's folder, which kernel works there. At once, because the kernel may be all that survives. */
export const noteKernel = (folder: string, note: KernelNote): void =>
  writeFileSync(join(folder, noteName), JSON.stringify(note))

/** Where a killed worker had a step under way; its last heartbeat may not have got through. */
export async function findLeftBehind(
  { work }: Pick<Resources, 'work'>,
  step: Pick<KernelNote, 'runId' | 'node'>,
): Promise<{ folder: string; kernel: KernelAttempt } | undefined> {
  for (const { folder, note } of await notesIn(work))
    if (note?.runId === step.runId && note.node === step.node) return { folder, kernel: note.kernel }
  return undefined
}

/** Ends kernels and removes folders that killed workers left behind and that no run will come back to. */
export async function sweepLeftBehind(resources: Pick<Resources, 'db' | 'work'>, kernels: Kernels): Promise<void> {
  const notes = await notesIn(resources.work)
  const open = new Set((await unfinished(resources, { before: new Date() })).map(({ id }) => id))
  const inUse = new Set<string>()
  for (const { folder, note } of notes)
    if (note && open.has(note.runId)) inUse.add(note.kernel.kernelId)
    else if (note || (await isOld(folder))) await rm(folder, { recursive: true, force: true })
  await kernels.sweep(inUse)
}

async function notesIn(work: string): Promise<{ folder: string; note: KernelNote | undefined }[]> {
  const folders = (await readdir(work)).map((name) => join(work, name))
  return await Promise.all(folders.map(async (folder) => ({ folder, note: await noteIn(folder) })))
}

const noteIn = async (folder: string): Promise<KernelNote | undefined> =>
  readFile(join(folder, noteName), 'utf8').then(
    (text) => JSON.parse(text) as KernelNote,
    () => undefined,
  )

const isOld = async (path: string): Promise<boolean> =>
  stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > week,
    () => false,
  )
