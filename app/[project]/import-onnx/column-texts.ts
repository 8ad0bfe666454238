import type { ColumnCorrection, Corrections } from '#pipeline/ports/corrections.ts'
import type { ModelInput } from '#pipeline/ports/model.ts'

/** What the fields of one column hold. */
export interface ColumnText {
  name: string
  type: string
  unit: string
  description: string
  low: string
  high: string
  /** With | between. */
  categories: string
  missing: '' | 'yes'
}

type Said = NonNullable<Corrections['columns']>[number]

const asColumn = (said: Said | undefined): ColumnCorrection | undefined =>
  typeof said === 'string' ? { name: said } : said

const empty: ColumnText = {
  ...{ name: '', type: '', unit: '', description: '', low: '', high: '', categories: '', missing: '' },
}

const parts = (text: string): string[] => text.split('|').flatMap((part) => part.trim() || [])

/** The columns that the gate sees, or else those that were named. */
export function columnTexts(inputs: readonly ModelInput[] | undefined, said: Corrections['columns']): ColumnText[] {
  if (!inputs) return (said ?? []).map((one) => textOf(asColumn(one)))
  return inputs.filter(({ type }) => type !== 'image').map(proposedText)
}

function textOf(said: ColumnCorrection | undefined): ColumnText {
  if (!said) return empty
  const { name, type = '', unit = '', description = '', range, categories = [], optional } = said
  return {
    ...{ name, type, unit, description, missing: optional ? 'yes' : '' },
    ...{ low: String(range?.[0] ?? ''), high: String(range?.[1] ?? ''), categories: categories.join(' | ') },
  }
}

function proposedText(input: ModelInput): ColumnText {
  const { name, type, unit = '', description = '', range, categories = [], missing } = input
  return {
    ...{ name, type, unit, description, missing: missing > 0 ? 'yes' : '' },
    ...{ low: String(range?.[0] ?? ''), high: String(range?.[1] ?? '') },
    categories: categories.map(({ value }) => value).join(' | '),
  }
}

/** What a person says of columns: undefined where that is nothing. What the gate proposes need not be said. */
export function readColumns(
  texts: readonly ColumnText[],
  inputs: readonly ModelInput[] | undefined,
  said: Corrections['columns'],
): Corrections['columns'] {
  const read = texts
    .filter(({ name }) => name.trim() !== '')
    .map((text, at) => readColumn(text, inputs?.[at], asColumn(said?.[at])))
  const proposed = (inputs ?? []).filter(({ type }) => type !== 'image')
  const changed = read.some((one, at) => typeof one !== 'string' || one !== proposed[at]?.name)
  return (changed || said) && read.length > 0 ? read : undefined
}

function readColumn(text: ColumnText, input: ModelInput | undefined, said: ColumnCorrection | undefined): Said {
  const proposed = input ? proposedText(input) : empty
  const own = textOf(said)
  const isSaid = (...keys: (keyof ColumnText)[]) =>
    keys.some((key) => text[key].trim() !== proposed[key]) || keys.some((key) => own[key] !== '' && text[key] !== '')
  const range: [number, number] = [Number(text.low), Number(text.high)]
  const fields: Omit<ColumnCorrection, 'name'> = {
    ...(isSaid('type') && text.type && { type: text.type as NonNullable<ColumnCorrection['type']> }),
    ...(isSaid('unit') && text.unit.trim() && { unit: text.unit.trim() }),
    ...(isSaid('description') && text.description.trim() && { description: text.description.trim() }),
    ...(isSaid('low', 'high') && text.low.trim() && text.high.trim() && range.every(Number.isFinite) && { range }),
    ...(isSaid('categories') && parts(text.categories).length > 0 && { categories: parts(text.categories) }),
    ...(isSaid('missing') && text.missing && { optional: true }),
  }
  const name = text.name.trim()
  return Object.keys(fields).length > 0 ? { name, ...fields } : name
}

/** Names that were pasted into the field of one column go on into the next. */
export function pasteNames(texts: readonly ColumnText[], at: number, pasted: string): ColumnText[] | undefined {
  const names = pasted.split(/[\n\t,;]/).flatMap((name) => name.trim().replace(/^(["'])(.*)\1$/, '$2') || [])
  if (names.length < 2) return undefined
  return texts.map((text, place) => ({ ...text, name: names[place - at] ?? text.name }))
}
