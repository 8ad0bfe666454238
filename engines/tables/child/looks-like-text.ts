import { open } from 'node:fs/promises'
import type { FileValue } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'

/** Refuses what no reader would make sense of. Faults: BAD_DATA for an empty file, and for bytes where text is meant. */
export async function looksLikeText(path: string, format: FileValue['format']): Promise<void> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
    if (bytesRead === 0) throw new Fault('BAD_DATA', 'the file is empty', { hint: 'choose another file' })
    if (format === 'parquet' || format === 'arrow') return
    const start = buffer.subarray(0, bytesRead)
    if (start.readUInt16BE(0) === 0xfffe || start.readUInt16BE(0) === 0xfeff)
      throw new Fault('BAD_DATA', 'not UTF-8 text, but: UTF-16', { hint: 'save the file as UTF-8 and upload it again' })
    if (start.includes(0))
      throw new Fault('BAD_DATA', `not a text file: it holds bytes that no text has`, {
        hint: 'export it as CSV, JSON or Parquet from the program that made it',
      })
  } finally {
    await file.close()
  }
}
