import type { Spec } from '#pipeline/spec.ts'
import { fromYaml } from '#pipeline/yaml.ts'
import { readGiven } from './read-given.ts'

export const isPipelineFile = (name: string): boolean => /\.ya?ml$/i.test(name)

/** Faults: NOT_FOUND; INVALID_INPUT with the line, or the node. */
export async function readPipeline(given: string): Promise<Spec> {
  return fromYaml((await readGiven(given)).toString('utf8'))
}
