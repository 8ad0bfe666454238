import sharp from 'sharp'
import { Fault } from '#pipeline/fault.ts'
import type { Picture, Signature } from '#pipeline/ports/model.ts'
import { kindOf, type Pixels } from './check-rows.ts'

/** A picture as a tensor of numbers from 0 to 255: height, width, channels. */
export interface RawPicture {
  shape: number[]
  values: unknown[]
}

const mostPictures = 256
const mostPixels = 50_000_000
const formats = 'a PNG, JPEG or WebP file'

// Everything else that libvips can read (SVG, PDF, TIFF …) has no business here.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadWebpBuffer'],
})
sharp.cache(false)

/**
 * Rows with their pictures read, and made as large as the model sees them; anything else stays for `checkRows`. A picture is
 * text in base64, a data URL, the bytes of a file, or a tensor. Faults: INVALID_INPUT with row and column; LIMIT.
 */
export async function readPictures({ inputs }: Signature, given: unknown): Promise<unknown> {
  const wanted = inputs.flatMap(({ name, picture }) => (picture ? [{ name, picture }] : []))
  if (wanted.length === 0 || !Array.isArray(given)) return given
  if (given.length > mostPictures)
    throw new Fault('LIMIT', `too many pictures at once: ${given.length}`, { hint: `send at most ${mostPictures}` })
  const rows: unknown[] = []
  for (const [index, row] of given.entries()) {
    const read = typeof row === 'object' && row !== null && !Array.isArray(row) ? { ...row } : row
    for (const { name, picture } of wanted) {
      const value = (read as Record<string, unknown> | undefined)?.[name]
      if (value === undefined || value === null || read === row) continue
      const at = { row: index + 1, column: name }
      ;(read as Record<string, unknown>)[name] = await pixelsOf(value, picture).catch((thrown) => {
        throw Fault.of(thrown).within(at)
      })
    }
    rows.push(read)
  }
  return rows
}

async function pixelsOf(value: unknown, picture: Picture): Promise<Pixels> {
  if (isPixels(value)) return value
  const bytes = isRaw(value) ? rawBytes(value, picture) : await decoded(encoded(value), picture)
  const { width, height, channels } = picture
  const png = await sharp(bytes, { raw: { width, height, channels } }).png().toBuffer()
  return { bytes, url: `data:image/png;base64,${png.toString('base64')}` }
}

/** JSON has no such thing, so no caller can pass for it. */
const isPixels = (value: unknown): value is Pixels =>
  typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array

const isRaw = (value: unknown): value is RawPicture =>
  typeof value === 'object' && value !== null && 'shape' in value && 'values' in value

function rawBytes({ shape, values }: RawPicture, { height, width, channels }: Picture): Uint8Array {
  const wanted = [height, width, channels]
  if (!Array.isArray(shape) || !Array.isArray(values) || String(shape) !== String(wanted))
    throw new Fault('INVALID_INPUT', `a picture of another size than the model sees: [${shape}]`, {
      hint: `send [rows, ${wanted.join(', ')}], or BYTES with ${formats} in base64`,
    })
  const wrong = values.find((one) => !(Number.isInteger(one) && (one as number) >= 0 && (one as number) <= 255))
  if (wrong !== undefined || values.length !== height * width * channels)
    throw new Fault('INVALID_INPUT', `not a whole number from 0 to 255: ${String(wrong).slice(0, 40)}`, {
      hint: 'send the brightness of each pixel and channel, 255 for full',
    })
  return Uint8Array.from(values as number[])
}

function encoded(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (typeof value !== 'string')
    throw new Fault('INVALID_INPUT', `${kindOf(value)} where the model wants a picture`, {
      hint: `send ${formats} in base64, or as a data URL`,
    })
  const text = value.replace(/^data:[^,]{0,200},/, '')
  if (text.length === 0 || !/^[A-Za-z0-9+/_=\s-]*$/.test(text))
    throw new Fault('INVALID_INPUT', 'not a picture: the text is not base64', {
      hint: `send ${formats} in base64, or as a data URL`,
    })
  return Buffer.from(text, 'base64')
}

/** Turned as its camera was held, on white, cut to the middle, in the colours that the model sees. */
async function decoded(file: Uint8Array, { height, width, channels }: Picture): Promise<Uint8Array> {
  const image = sharp(file, { limitInputPixels: mostPixels, failOn: 'error' })
  const seen = image.autoOrient().flatten({ background: '#ffffff' }).resize(width, height, { fit: 'cover' })
  const coloured = channels === 1 ? seen.greyscale().toColourspace('b-w') : seen.toColourspace('srgb')
  return await coloured
    .raw()
    .toBuffer()
    .catch((cause: unknown) => {
      const message = Fault.of(cause).message
      if (/pixel limit/i.test(message))
        throw new Fault('LIMIT', `the picture has too many pixels: more than ${mostPixels}`, {
          hint: 'make it smaller',
          cause,
        })
      throw new Fault('INVALID_INPUT', 'not a picture that can be read', { hint: `send ${formats}, whole`, cause })
    })
}
