import type { ModelInput } from '#pipeline/ports/model.ts'

/** What the fields of the form hold, by column; nothing means: left out. */
export type Texts = Record<string, string>

export const textsOf = (inputs: readonly ModelInput[], row: Record<string, unknown>): Texts =>
  Object.fromEntries(
    inputs.map(({ name }) => {
      const value = row[name]
      return [name, value === null || value === undefined ? '' : String(value)]
    }),
  )

/** The row that a form stands for. What is no number stays as it was typed: the platform says what it thinks of it. */
export const readRow = (inputs: readonly ModelInput[], texts: Texts): Record<string, unknown> =>
  Object.fromEntries(inputs.map((input) => [input.name, readValue(input, texts[input.name] ?? '')]))

function readValue({ type }: ModelInput, text: string): unknown {
  if (text === '') return null
  switch (type) {
    case 'text':
    case 'image':
      return text
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text
    case 'integer':
    case 'number':
      return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text)
  }
}
