import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { authorize } from '../../../access/authorize.ts'
import { diskFault, writeBytes } from '../../../artifacts/write-bytes.ts'
import type { Context } from '../../../context.ts'
import { parse } from '../../../parse.ts'
import { doneMark, isThere, noSuchUpload, uploadFolder, uploadInput } from './upload-folder.ts'

export const mostParts = 10_000
export const partNumber = z.int().min(1).max(mostParts)

export const putPartInput = uploadInput.extend({ number: partNumber, bytes: z.instanceof(Readable) })

/** A part, in any order and as often as it takes; one that is cut leaves nothing. Faults: NOT_FOUND, UNAVAILABLE. */
export async function putPart(ctx: Context, input: z.input<typeof putPartInput>): Promise<{ sha256: string }> {
  authorize(ctx, 'tracking', 'write')
  const { number, bytes, ...which } = parse(putPartInput, input)
  const folder = uploadFolder(ctx, which)
  if (!(await isThere(folder)) || (await isThere(doneMark(folder)))) throw noSuchUpload(which.upload)
  const path = join(folder, randomUUID())
  try {
    const { sha256 } = await writeBytes(bytes, path)
    await rename(path, join(folder, `${number}-${sha256}`))
    return { sha256 }
  } catch (thrown) {
    await rm(path, { force: true })
    throw diskFault(thrown)
  }
}
