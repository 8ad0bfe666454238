import { z } from 'zod'
import type { FileValue } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'

/** A name without folders. `@` and a number at its end would read as a version. */
export const uploadName = z
  .string()
  .transform((name) => name.split(/[/\\]/).at(-1)?.trim().normalize('NFC') ?? '')
  .pipe(
    z
      .string()
      .min(1, 'a file needs a name')
      .max(200)
      .regex(/^[^\p{Cc}]+$/u, 'no control characters')
      .refine((name) => !/@\d+$/.test(name), 'a name cannot end in @ and a number'),
  )

const formats: Record<string, FileValue['format']> = {
  csv: 'csv',
  txt: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  parquet: 'parquet',
  arrow: 'arrow',
  feather: 'arrow',
  ipynb: 'ipynb',
}

/** Faults: INVALID_INPUT for an ending that no reader is there for. */
export function formatOf(name: string): FileValue['format'] {
  const format = formats[name.split('.').at(-1)?.toLowerCase() ?? '']
  if (!format)
    throw new Fault('INVALID_INPUT', `not a table or a notebook that can be read: ${name}`, {
      at: { param: 'name' },
      hint: `the name must end in one of: ${Object.keys(formats).join(', ')}`,
    })
  return format
}

export const mediaTypes = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
  jsonl: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
  arrow: 'application/vnd.apache.arrow.file',
  ipynb: 'application/x-ipynb+json',
} as const satisfies Record<FileValue['format'], string>
