import type { Readable } from 'node:stream'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { readCsv } from './csv.ts'
import { answering, remembered } from './load.ts'
import { matched, named } from './mapped.ts'
import { inputsOf } from './page.ts'
import { askedDemo } from './predict.ts'

export const batchColumnsInput = askedDemo.extend({ source: z.custom<Readable>() })

export interface BatchColumns {
  heading: string[]
  /** By input, where one is found by its name. */
  columns: Record<string, string>
}

/** What columns a CSV has, by its beginning, and which of them belongs to which input. Faults: INVALID_INPUT. */
export async function batchColumns(ctx: Context, input: z.input<typeof batchColumnsInput>): Promise<BatchColumns> {
  authorize(ctx, 'demo', 'ask')
  const { name, version: number, source } = parse(batchColumnsInput, input)
  const demo = await remembered(ctx, name)
  const { signature } = answering(demo, { number, key: ctx.actor.userId })
  const rows = readCsv(source)
  const first = await rows.next()
  source.destroy()
  if (first.done)
    throw new Fault('INVALID_INPUT', 'the file is empty', { hint: 'drop one with a heading and at least one row' })
  const heading = named(first.value.cells)
  return { heading, columns: Object.fromEntries(matched(inputsOf(demo.page, signature), heading)) }
}
