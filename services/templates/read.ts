import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import type { Spec } from '#pipeline/spec.ts'
import { fromYaml } from '#pipeline/yaml.ts'

const slug = z.string().regex(/^[a-z0-9-]+$/)

const index = z.array(
  z.object({
    template: slug,
    title: z.string(),
    description: z.string(),
    /** What the template needs, by the name its spec uses: of an npm package, or beside the template. */
    files: z.array(z.object({ name: z.string(), package: z.string().optional(), path: z.string() })),
  }),
)

export interface Template {
  name: string
  title: string
  description: string
  spec: Spec
  files: { name: string; path: string }[]
}

/** The pipelines of `examples/`, in the order of its index. */
export async function readTemplates(root: string): Promise<Template[]> {
  const folder = join(root, 'examples')
  const entries = index.parse(parseYaml(await readFile(join(folder, 'index.yaml'), 'utf8')))
  const read = entries.map(async ({ template: name, title, description, files }) => ({
    name,
    title,
    description,
    spec: fromYaml(await readFile(join(folder, `${name}.yaml`), 'utf8')),
    files: files.map((file) => ({
      name: file.name,
      path: file.package ? join(root, 'node_modules', file.package, file.path) : join(folder, file.path),
    })),
  }))
  return await Promise.all(read)
}

/** Faults: NOT_FOUND with the names there are. */
export async function findTemplate(root: string, name: string): Promise<Template> {
  const templates = await readTemplates(root)
  const template = templates.find((one) => one.name === name)
  if (template) return template
  throw new Fault('NOT_FOUND', `no such template: ${name}`, {
    hint: `there are: ${templates.map((one) => one.name).join(', ')}`,
  })
}
