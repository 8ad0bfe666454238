import { existsSync } from 'node:fs'
import { cp, mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { root } from '../paths.mjs'

/** Gives a home that has no notebooks the worked examples, with the data they read. Whatever people do there stays. */
export async function copyExamples(notebooks: string): Promise<void> {
  if (existsSync(notebooks)) return
  const draft = `${notebooks}.${process.pid}`
  await mkdir(dirname(draft), { recursive: true })
  await cp(join(root, 'examples', 'notebooks'), draft, { recursive: true })
  await cp(join(root, 'node_modules', 'vega-datasets', 'data', 'penguins.json'), join(draft, 'penguins.json'))
  await rename(draft, notebooks)
}
