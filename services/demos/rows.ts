import { type CheckedRows, checkRows } from '#engines/models/check-rows.ts'
import { readPictures } from '#engines/models/read-pictures.ts'
import type { LoadedDemo } from './load.ts'
import { inputsOf } from './page.ts'
import type { DemoVersion } from './versions-of.ts'

/**
 * What people send, held against the signature: what the owner hid is what the owner fixed, whatever is sent.
 * Faults: INVALID_INPUT with row and column; LIMIT.
 */
export async function rowsOf(
  { page }: Pick<LoadedDemo, 'page'>,
  { signature, seen }: Pick<DemoVersion, 'signature' | 'seen'>,
  given: readonly Record<string, unknown>[],
): Promise<CheckedRows> {
  const hidden = Object.fromEntries(
    inputsOf(page, signature).flatMap(({ name, shown, usual }) => (shown ? [] : [[name, usual]])),
  )
  const rows = given.map((row) => ({ ...row, ...hidden }))
  return checkRows(signature, await readPictures(signature, rows), seen)
}
