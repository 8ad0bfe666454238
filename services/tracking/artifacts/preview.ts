import { open as openFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { z } from 'zod'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { jsonTable } from './json-table.ts'
import { type Cell, cellsOf } from './notebook.ts'
import { open } from './open.ts'
import { artifactPath } from './path.ts'
import { type TablePreview, tableFormat, tableOf } from './table-preview.ts'

export const previewInput = z.object({ path: artifactPath })

export type ArtifactPreview = { size: number; mediaType: string } & (
  | { is: 'text' | 'json' | 'html'; text: string; cut: 'cut' | 'whole' }
  | { is: 'table'; table: TablePreview }
  | { is: 'notebook'; cells: Cell[] }
  | { is: 'image' }
  | { is: 'nothing' }
)

const images = ['.png', '.jpg', '.jpeg', '.gif', '.webp', '.svg']
/** Bytes that are read of a text, and of what must be read as a whole. */
const textLimit = 256 * 1024
const wholeLimit = 8 * 2 ** 20

/** As much of a file as people can look at. Faults: NOT_FOUND. */
export async function preview(ctx: Context, input: z.input<typeof previewInput>): Promise<ArtifactPreview> {
  authorize(ctx, 'tracking', 'read')
  const { path } = parse(previewInput, input)
  const found = await open(ctx, { path })
  const about = { size: found.size, mediaType: found.mediaType }
  const kind = extname(basename(path)).toLowerCase()
  if (images.includes(kind)) return { ...about, is: 'image' }
  const format = tableFormat(kind)
  if (format) {
    const table = await tableOf(ctx, found.path, format)
    if (table) return { ...about, is: 'table', table }
  }
  if (kind === '.ipynb' && found.size <= wholeLimit) {
    const cells = cellsOf(await head(found.path, found.size))
    if (cells) return { ...about, is: 'notebook', cells }
  }
  if (kind === '.json' && found.size <= wholeLimit) {
    const table = jsonTable(readable(await head(found.path, found.size)) ?? '')
    if (table) return { ...about, is: 'table', table }
  }
  const text = readable(await head(found.path, Math.min(found.size, textLimit)))
  if (text === undefined) return { ...about, is: 'nothing' }
  const cut = found.size > textLimit ? 'cut' : 'whole'
  const is = kind === '.json' && cut === 'whole' ? 'json' : /^\.html?$/.test(kind) ? 'html' : 'text'
  return { ...about, is, text, cut }
}

async function head(path: string, length: number): Promise<Buffer> {
  const file = await openFile(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Bytes as text, if that is what they are; the end may be in the middle of a character. */
function readable(bytes: Buffer): string | undefined {
  if (bytes.includes(0)) return undefined
  const text = new TextDecoder().decode(bytes, { stream: true })
  return text.includes('�') ? undefined : text
}
