import type { z } from 'zod'
import { corrections } from '#pipeline/ports/corrections.ts'
import { authorize } from '../access/authorize.ts'
import type { Context } from '../context.ts'
import { fileRef } from '../files/find.ts'
import { parse } from '../parse.ts'
import { findRegisteredVersion, numbered } from './find-registered-version.ts'
import { type Inspection, inspected } from './inspected.ts'
import { filesOf } from './onnx-files.ts'

export const inspectFilesInput = numbered.extend({ corrections: corrections.default({}), rows: fileRef.optional() })

/**
 * What the ONNX among a version's own files would become with these corrections, as `deployFiles` makes it. Faults:
 * NOT_FOUND; INVALID_INPUT where there is none; as the gate's.
 */
export async function inspectFiles(ctx: Context, input: z.input<typeof inspectFilesInput>): Promise<Inspection> {
  authorize(ctx, 'model', 'register')
  const { corrections, rows, ...ref } = parse(inspectFilesInput, input)
  const version = await findRegisteredVersion(ctx.db, ctx.actor.projectId, ref)
  return await inspected(ctx, await filesOf(ctx, version, { corrections, rows }))
}
