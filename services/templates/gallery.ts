import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import type { Spec } from '#pipeline/spec.ts'
import { fromYaml } from '#pipeline/yaml.ts'

const entry = z.object({
  name: z.string(),
  spec: z.string(),
  title: z.string(),
  description: z.string(),
  files: z.array(z.object({ name: z.string(), package: z.string(), path: z.string() })),
})

export interface Template extends Omit<z.output<typeof entry>, 'spec'> {
  spec: Spec
}

/** What `examples/index.yaml` lists. */
export async function readGallery(root: string): Promise<Template[]> {
  const read = (name: string) => readFile(join(root, 'examples', name), 'utf8')
  const entries = z.array(entry).parse(parseYaml(await read('index.yaml')))
  return await Promise.all(
    entries.map(async ({ spec, ...template }) => ({ ...template, spec: fromYaml(await read(spec)) })),
  )
}
