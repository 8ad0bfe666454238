import { realpath } from 'node:fs/promises'
import { isAbsolute, relative, resolve } from 'node:path'
import { Fault } from '#pipeline/fault.ts'
import type { Arrivals } from '../environment.ts'

export const lies = (path: string, folder: string): boolean => {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith('../') && !isAbsolute(way))
}

/** Faults: FORBIDDEN for a folder that no operator has allowed; INVALID_INPUT for a path that is not plain. */
export function demandAllowed(folder: string, { folders }: Pick<Arrivals, 'folders'>): void {
  const at = { param: 'watch.folder' }
  if (!isAbsolute(folder) || resolve(folder) !== folder.replace(/(?<=.)\/$/, ''))
    throw new Fault('INVALID_INPUT', `not an absolute path: ${folder}`, { at, hint: 'begin with /, without . and ..' })
  if (!folders.some((allowed) => lies(folder, allowed))) throw notAllowed(folder, folders)
}

const notAllowed = (folder: string, folders: readonly string[]) =>
  new Fault('FORBIDDEN', `not a folder that may be watched: ${folder}`, {
    at: { param: 'watch.folder' },
    hint:
      folders.length > 0
        ? `it must lie within ${folders.join(' or ')}; an operator of the platform can allow others with ESPALIER_WATCHED_FOLDERS`
        : 'an operator of the platform allows folders with ESPALIER_WATCHED_FOLDERS',
  })

/** Where a folder really lies, wherever links lead. Faults: NOT_FOUND, FORBIDDEN. */
export async function realFolder(folder: string, arrivals: Pick<Arrivals, 'folders'>): Promise<string> {
  demandAllowed(folder, arrivals)
  const real = await realpath(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EACCES')
      throw new Fault('FORBIDDEN', `the folder cannot be read: ${folder}`, { hint: 'let the worker read it', cause })
    throw new Fault('NOT_FOUND', `no such folder: ${folder}`, {
      hint: 'make it, or mount it where the worker runs; it is looked for again at the next look',
      cause,
    })
  })
  const allowed = await Promise.all(arrivals.folders.map((one) => realpath(one).catch(() => undefined)))
  if (!allowed.some((one) => one !== undefined && lies(real, one))) throw notAllowed(real, arrivals.folders)
  return real
}
