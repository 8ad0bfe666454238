import type { Readable } from 'node:stream'
import { z } from 'zod'
import { authorize } from '../access/authorize.ts'
import { link } from '../artifacts/link.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { type Inspection, inspected, onnxType } from './inspected.ts'

export const receiveOnnxInput = z.object({ source: z.custom<Readable>() })

/**
 * An ONNX file, streamed into the store and held at the gate. It becomes visible only when it has passed; what it does not
 * say of itself may still be open. Faults: BAD_DATA, LIMIT, each with a next step.
 */
export async function receiveOnnx(ctx: Context, input: z.input<typeof receiveOnnxInput>): Promise<Inspection> {
  authorize(ctx, 'model', 'register')
  const { source } = parse(receiveOnnxInput, input)
  const stored = await ctx.store.put(source, { maxBytes: 512 * 1024 * 1024 })
  const inspection = await inspected(ctx, { file: stored.sha256 })
  const { projectId } = ctx.actor
  await ctx.db.transaction(async (tx) => {
    await link(tx, projectId, [{ ...stored, mediaType: onnxType }])
    await append(tx, ctx.actor, {
      action: 'receive',
      resource: 'model',
      resourceId: stored.sha256,
      detail: { size: stored.size },
    })
  })
  return inspection
}
