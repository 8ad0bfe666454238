import type { Picture } from '#pipeline/ports/model.ts'
import type { Pixels, Row } from './check-rows.ts'
import type { Score } from './coalitions.ts'

export interface Occluded {
  column: string
  picture: Picture
  row: Row
  score: Score
}

export interface Regions {
  /** Cells a side. */
  cells: number
  /** By cell, line after line, then by output: how much less the model says without what is seen there. */
  drops: number[][]
}

const mostCells = 8

/**
 * What a model says of a picture with a part of it covered by the picture's mean colour, part by part; each part is two cells
 * wide, so that neighbours overlap (occlusion; Zeiler & Fergus 2014). An estimate: it does not add up to the answer.
 */
export async function occlusion({ column, picture, row, score }: Occluded): Promise<Regions> {
  const { bytes } = row[column] as Pixels
  const cells = Math.min(mostCells, picture.width, picture.height)
  const mean = meanColour(bytes, picture.channels)
  const covered = Array.from({ length: cells * cells }, (_, cell): Row => {
    const part = { x: cell % cells, y: Math.floor(cell / cells), cells }
    return { ...row, [column]: { bytes: without(bytes, picture, part, mean), url: '' } }
  })
  const [whole = [], ...others] = await score([row, ...covered])
  return { cells, drops: others.map((one) => whole.map((value, output) => value - (one[output] ?? 0))) }
}

function meanColour(bytes: Uint8Array, channels: number): number[] {
  const sums = new Array<number>(channels).fill(0)
  for (const [place, value] of bytes.entries()) sums[place % channels] = (sums[place % channels] ?? 0) + value
  return sums.map((sum) => Math.round((sum * channels) / bytes.length))
}

function without(
  bytes: Uint8Array,
  { width, height, channels }: Picture,
  { x, y, cells }: { x: number; y: number; cells: number },
  colour: readonly number[],
): Uint8Array {
  const copy = bytes.slice()
  const span = (place: number, size: number) => [
    Math.max(0, Math.floor(((place - 0.5) * size) / cells)),
    Math.min(size, Math.ceil(((place + 1.5) * size) / cells)),
  ]
  const [left = 0, right = 0] = span(x, width)
  const [top = 0, bottom = 0] = span(y, height)
  for (let line = top; line < bottom; line += 1)
    for (let at = left; at < right; at += 1) copy.set(colour, (line * width + at) * channels)
  return copy
}
