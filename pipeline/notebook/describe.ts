import { z } from 'zod'
import { Fault } from '../fault.ts'
import type { NotebookFacts } from './facts.ts'
import { parametersOf } from './parameters.ts'

const source = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(''))])

const notebook = z.object({
  nbformat: z.number(),
  metadata: z
    .object({
      kernelspec: z.object({ name: z.string(), language: z.string().optional() }).partial().optional(),
      language_info: z.object({ name: z.string() }).partial().optional(),
    })
    .default({}),
  cells: z.array(
    z.object({
      cell_type: z.string(),
      source,
      metadata: z.object({ tags: z.array(z.string()).default([]) }).default({ tags: [] }),
    }),
  ),
})

const format = z.object({ nbformat: z.number() })

/** Faults: BAD_DATA for what is no notebook, or one of a format that is too old. */
export function describeNotebook(text: string, name: string): NotebookFacts {
  const json = jsonOf(text)
  const parsed = notebook.safeParse(json)
  const known = format.safeParse(json)
  if (known.success && known.data.nbformat < 4)
    throw new Fault('BAD_DATA', `a notebook of an old format, ${known.data.nbformat}: ${name}`, {
      hint: 'open and save it in JupyterLab, or: jupyter nbconvert --to notebook --nbformat 4 FILE',
    })
  if (!parsed.success)
    throw new Fault('BAD_DATA', `not a notebook: ${name}`, {
      hint: `its ${parsed.error.issues[0]?.path.join('.') || 'text'} is not as in an .ipynb file; save it again in JupyterLab`,
    })
  const { metadata, cells } = parsed.data
  const code = cells.filter(({ cell_type }) => cell_type === 'code')
  const tagged = code.find((cell) => cell.metadata.tags.includes('parameters'))
  const language = metadata.kernelspec?.language ?? metadata.language_info?.name ?? null
  const isPython = language === null || language === 'python'
  const all = code.map((cell) => cell.source.replaceAll(/^\s*#.*$/gm, '')).join('\n')
  const models = namesIn(all, /\bespalier\.output_model\(\s*["']([A-Za-z_]\w*)["']/g)
  return {
    kernel: metadata.kernelspec?.name ?? null,
    language,
    cells: code.length,
    parameters: tagged ? (isPython ? parametersOf(tagged.source) : []) : null,
    reads: namesIn(all, /\bespalier\.inputs(?:\[|\.table\(|\.path\()\s*["']([A-Za-z_]\w*)["']/g),
    writes: namesIn(all, /\bespalier\.output\(\s*["']([A-Za-z_]\w*)["']/g),
    models,
  }
}

const namesIn = (code: string, pattern: RegExp): string[] => [
  ...new Set([...code.matchAll(pattern)].flatMap(([, name]) => (name ? [name] : []))),
]

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
