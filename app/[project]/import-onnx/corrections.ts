import type { Corrections } from '#pipeline/ports/corrections.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { type ColumnText, columnTexts, readColumns } from './column-texts.ts'

/** What the fields of the form hold. Nothing means: as the gate proposes. */
export interface Texts {
  task: string
  target: string
  classes: string
  columns: ColumnText[]
  pixels: string
  scores: string
  height: string
  width: string
  channels: string
  /** Which of the file's outputs are what. */
  labelOutput: string
  scoresOutput: string
  numberOutput: string
}

export type PlainKey = Exclude<keyof Texts, 'columns'>

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
  const { task, target, classes } = admitted?.signature ?? {}
  const { height, width, channels, layout: _, ...way } = said.image ?? {}
  const image = JSON.stringify(way)
  return {
    task: said.task ?? task ?? '',
    target: said.target ?? target ?? '',
    classes: (said.classes ?? classes ?? []).join('\n'),
    columns: columnTexts(admitted?.signature.inputs, said.columns),
    pixels:
      Object.keys(ways).find((way) => [1, 3].some((channels) => JSON.stringify(wayFor(way, channels)) === image)) ?? '',
    scores: said.scores ?? '',
    height: String(height ?? ''),
    width: String(width ?? ''),
    channels: String(channels ?? ''),
    labelOutput: said.outputs?.label ?? '',
    scoresOutput: said.outputs?.scores ?? '',
    numberOutput: said.outputs?.prediction ?? '',
  }
}

/** What a person says: only what differs from what the gate proposes, or was said before. */
export function readForm(texts: Texts, inspection: Inspected, said: Corrections): Corrections {
  const proposed = textsOf(inspection, {})
  const keep = (key: 'task' | 'target' | 'classes') =>
    (texts[key].trim() !== '' && texts[key] !== proposed[key]) || said[key] !== undefined
  const sizes = (['height', 'width', 'channels'] as const).filter((key) => Number(texts[key]) > 0)
  const size: Corrections['image'] = Object.fromEntries(sizes.map((key) => [key, Number(texts[key])]))
  const channels = size.channels ?? pictureOf(inspection)?.channels ?? 3
  const image = { ...said.image, ...size, ...(texts.pixels && wayFor(texts.pixels, channels)) }
  const columns = readColumns(texts.columns, inspection.admitted?.signature.inputs, said.columns)
  const outputs = outputsOf(texts)
  const { columns: _, outputs: __, scores: ___, ...rest } = said
  return {
    ...rest,
    ...(keep('task') && texts.task && { task: texts.task as Signature['task'] }),
    ...(keep('target') && texts.target.trim() && { target: texts.target.trim() }),
    ...(keep('classes') && lines(texts.classes).length > 0 && { classes: lines(texts.classes) }),
    ...(columns && { columns }),
    ...(Object.keys(image).length > 0 && { image }),
    ...(outputs && { outputs }),
    ...(texts.scores && { scores: texts.scores as NonNullable<Corrections['scores']> }),
  }
}

/** A classifier's label and scores, or the one number: never both. */
function outputsOf({ task, labelOutput, scoresOutput, numberOutput }: Texts): Corrections['outputs'] {
  const chosen =
    task === 'regression'
      ? { ...(numberOutput && { prediction: numberOutput }) }
      : { ...(labelOutput && { label: labelOutput }), ...(scoresOutput && { scores: scoresOutput }) }
  return Object.keys(chosen).length > 0 ? chosen : undefined
}
