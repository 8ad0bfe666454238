import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** What every checkout of this user shares. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'espalier')

export const defaultHome = join(root, '.espalier')
