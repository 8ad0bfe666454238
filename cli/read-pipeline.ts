import { readFile } from 'node:fs/promises'
import { Fault } from '#pipeline/fault.ts'
import type { Spec } from '#pipeline/spec.ts'
import { fromYaml } from '#pipeline/yaml.ts'
import { givenPath } from './given-path.ts'

export const isPipelineFile = (name: string): boolean => /\.ya?ml$/i.test(name)

/** Faults: NOT_FOUND; INVALID_INPUT with the line, or the node. */
export async function readPipeline(given: string): Promise<Spec> {
  const path = givenPath(given)
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Fault('NOT_FOUND', `no such file: ${path}`, { hint: 'give its path from where you are', cause })
  })
  return fromYaml(text)
}
