import { readFile } from 'node:fs/promises'
import { Fault } from '#pipeline/fault.ts'
import { givenPath } from './given-path.ts'

/** A file that somebody named. Faults: NOT_FOUND. */
export const readGiven = (given: string): Promise<Buffer> => {
  const path = givenPath(given)
  return readFile(path).catch((cause: unknown) => {
    throw new Fault('NOT_FOUND', `no such file: ${path}`, { hint: 'give its path from where you are', cause })
  })
}
