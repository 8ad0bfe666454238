import { createReadStream } from 'node:fs'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../../../access/authorize.ts'
import type { Context } from '../../../context.ts'
import { parse } from '../../../parse.ts'
import { put } from '../put.ts'
import { mostParts, partNumber } from './put-part.ts'
import { doneMark, isThere, noSuchUpload, uploadFolder, uploadInput } from './upload-folder.ts'

export const completeInput = uploadInput.extend({
  /** As they lie one after the other, each with what its upload was answered. */
  parts: z
    .array(z.object({ number: partNumber, sha256: z.string() }))
    .min(1)
    .max(mostParts),
})

/** Names the parts as one file. Asked again, by a client that did not hear the answer, it has still happened once. */
export async function complete(ctx: Context, input: z.input<typeof completeInput>): Promise<void> {
  authorize(ctx, 'tracking', 'write')
  const { parts, ...which } = parse(completeInput, input)
  const folder = uploadFolder(ctx, which)
  const done = doneMark(folder)
  if (!(await isThere(folder))) throw noSuchUpload(which.upload)
  if (await isThere(done)) return
  const there = new Set(await readdir(folder))
  const files = parts.map(({ number, sha256 }) => `${number}-${sha256}`)
  parts.forEach(({ number }, index) => {
    if (number !== index + 1 || !there.has(files[index] ?? ''))
      throw new Fault('INVALID_INPUT', `Invalid part: ${number}`, { hint: 'send the part again' })
  })
  try {
    await put(ctx, { path: which.path, bytes: Readable.from(oneAfterAnother(folder, files)) })
  } catch (thrown) {
    if (await isThere(done)) return
    throw thrown
  }
  await writeFile(done, '')
  for (const file of there) await rm(join(folder, file), { force: true })
}

async function* oneAfterAnother(folder: string, files: readonly string[]) {
  for (const file of files) yield* createReadStream(join(folder, file), { highWaterMark: 1 << 20 })
}
