import type { Corrections } from '#pipeline/ports/corrections.ts'
import type { Signature } from '#pipeline/ports/model.ts'

/** What the fields of the form hold. Nothing means: as the gate proposes. */
export interface Texts {
  task: string
  target: string
  classes: string
  columns: string
  pixels: string
  scores: string
  height: string
  width: string
  channels: string
}

interface Inspected {
  admitted?: { signature: Signature } | undefined
}

/** Ways in which pictures are made into numbers, by the name of the way. */
const ways: Record<string, NonNullable<Corrections['image']>> = {
  unit: { scale: 1 },
  byte: { scale: 255 },
  signed: { scale: 2, mean: [1, 1, 1], std: [1, 1, 1] },
  // Mean and deviation of ImageNet's pictures, as torchvision's transforms have them.
  imagenet: { scale: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
}

const pictureOf = ({ admitted }: Inspected) => admitted?.signature.inputs.find(({ type }) => type === 'image')?.picture

/** The way for as many channels as a picture has. */
const wayFor = (way: string, channels: number): Corrections['image'] => {
  const { mean, std, ...scale } = ways[way] ?? {}
  return { ...scale, ...(mean && { mean: mean.slice(0, channels) }), ...(std && { std: std.slice(0, channels) }) }
}

export const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

export function textsOf({ admitted }: Inspected, said: Corrections): Texts {
  const { task, target, inputs = [], classes } = admitted?.signature ?? {}
  const columns = said.columns?.map((column) => (typeof column === 'string' ? column : column.name))
  const known = inputs.filter(({ type }) => type !== 'image').map(({ name }) => name)
  const { height, width, channels, layout: _, ...way } = said.image ?? {}
  const image = JSON.stringify(way)
  return {
    task: said.task ?? task ?? '',
    target: said.target ?? target ?? '',
    classes: (said.classes ?? classes ?? []).join('\n'),
    columns: (columns ?? known).join('\n'),
    pixels:
      Object.keys(ways).find((way) => [1, 3].some((channels) => JSON.stringify(wayFor(way, channels)) === image)) ?? '',
    scores: said.scores ?? '',
    height: String(height ?? ''),
    width: String(width ?? ''),
    channels: String(channels ?? ''),
  }
}

/** What a person says: only what differs from what the gate proposes, or was said before. */
export function readForm(texts: Texts, inspection: Inspected, said: Corrections): Corrections {
  const proposed = textsOf(inspection, {})
  const differs = (key: keyof Texts) => texts[key].trim() !== '' && texts[key] !== proposed[key]
  const keep = (key: keyof Texts & keyof Corrections) => differs(key) || said[key] !== undefined
  const sizes = (['height', 'width', 'channels'] as const).filter((key) => Number(texts[key]) > 0)
  const size: Corrections['image'] = Object.fromEntries(sizes.map((key) => [key, Number(texts[key])]))
  const channels = size.channels ?? pictureOf(inspection)?.channels ?? 3
  const image = { ...said.image, ...size, ...(texts.pixels && wayFor(texts.pixels, channels)) }
  return {
    ...said,
    ...(keep('task') && texts.task && { task: texts.task as Signature['task'] }),
    ...(keep('target') && texts.target.trim() && { target: texts.target.trim() }),
    ...(keep('classes') && lines(texts.classes).length > 0 && { classes: lines(texts.classes) }),
    ...(keep('columns') && lines(texts.columns).length > 0 && { columns: named(texts.columns, said.columns) }),
    ...(Object.keys(image).length > 0 && { image }),
    ...(texts.scores && { scores: texts.scores as NonNullable<Corrections['scores']> }),
  }
}

/** Columns keep what else was said of them while their names stay. */
const named = (text: string, said: Corrections['columns']): NonNullable<Corrections['columns']> => {
  return lines(text).map(
    (name) => said?.find((column) => (typeof column === 'string' ? column : column.name) === name) ?? name,
  )
}
