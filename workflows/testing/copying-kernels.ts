import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kernels } from '#engines/kernels/kernels.ts'
import { Fault } from '#pipeline/fault.ts'

interface CopyJob {
  params: { gate: string }
  inputs: { rows: { path: string; columns: unknown[] } }
  out: string
}

/**
 * Stands in for kernels where only what crosses Temporal matters: a step's output is its input, at once; a step whose
 * gate is called `never` waits until it is cancelled.
 */
export const copyingKernels: Kernels = {
  execute: async ({ code, signal, onAttempt, onAlive }) => {
    const path = /main\("(.*)"\)/.exec(code)?.[1] ?? ''
    const { params, inputs, out } = JSON.parse(await readFile(path, 'utf8')) as CopyJob
    onAttempt({ kernelId: 'k', clientId: 'c', msgId: 'm' })
    onAlive()
    if (params.gate === 'never')
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Fault('CANCELLED', 'cancelled')))
      })
    const { path: source, columns } = inputs.rows
    await copyFile(source, join(out, 'rows.parquet'))
    const rows = { type: 'table', file: 'rows.parquet', rows: 10, columns }
    await writeFile(join(out, 'result.json'), JSON.stringify({ outputs: { rows } }))
    return 'finished'
  },
  sweep: async () => {},
  close: async () => {},
}
