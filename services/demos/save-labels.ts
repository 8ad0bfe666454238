import { Readable } from 'node:stream'
import type { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { add } from '../files/add.ts'
import type { FileInfo } from '../files/find.ts'
import { parse } from '../parse.ts'
import { csvLine } from './csv-line.ts'
import { demoRef } from './find.ts'
import { labels } from './labels.ts'
import { load } from './load.ts'

export const saveLabelsInput = demoRef

/**
 * What people said, as the next version of a table of the project that pipelines can load: the inputs, the target as it
 * should have been, what was answered, and who said so. Faults: NOT_FOUND; INVALID_INPUT when nobody said anything.
 */
export async function saveLabels(ctx: Context, input: z.input<typeof saveLabelsInput>): Promise<FileInfo> {
  authorize(ctx, 'file', 'write')
  const { name } = parse(saveLabelsInput, input)
  const [rows, { versions }] = await Promise.all([labels(ctx, { name }), load(ctx, name)])
  if (rows.length === 0)
    throw new Fault('INVALID_INPUT', `nobody has said anything of the answers of ${name}`, {
      hint: 'try it, then say whether the answer was right',
    })
  const target = versions[0]?.signature.target ?? 'answer'
  const inputs = [...new Set(rows.flatMap((row) => Object.keys(row.inputs)))].filter((one) => one !== target)
  const about = ['answered', 'verdict', 'reason', 'labelled by', 'labelled at', 'model', 'version', 'prediction id']
  const others = about.map((one) => (inputs.includes(one) || one === target ? `label: ${one}` : one))
  const lines = rows
    .toReversed()
    .map((row) =>
      csvLine([
        ...inputs.map((one) => row.inputs[one]),
        row.verdict === 'right' ? row.answered : row.corrected,
        ...[row.answered, row.verdict, row.reason, row.by, row.at.toISOString(), row.model, row.version, row.answerId],
      ]),
    )
  const source = Readable.from([csvLine([...inputs, target, ...others]), ...lines])
  return await add(ctx, { name: `${name}-labels.csv`, source })
}
