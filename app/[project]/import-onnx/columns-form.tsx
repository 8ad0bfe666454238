import type { ClipboardEvent } from 'react'
import { classNames } from '../../_ui/class-names.ts'
import { Field } from '../../_ui/field.tsx'
import { Input, TextArea } from '../../_ui/input.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { type ColumnText, pasteNames } from './column-texts.ts'

const text = words.onnx

/** More are named in a list: nobody fills in a table of hundreds. */
export const mostInForm = 60

const grid = 'md:grid-cols-[minmax(0,3fr)_92px_72px_minmax(0,3fr)_92px_minmax(0,4fr)]'

interface ColumnsFormProps {
  texts: readonly ColumnText[]
  /** Whether the model takes text there, a column each: what it takes decides what its type may be. */
  takesText: readonly boolean[]
  error: string | undefined
  onTexts: (texts: ColumnText[]) => void
}

/** A line for each column: its name, and what else a caller should know of it. */
export function ColumnsForm({ texts, takesText, error, onTexts }: ColumnsFormProps) {
  const set = (at: number, fields: Partial<ColumnText>) =>
    onTexts(texts.map((one, place) => (place === at ? { ...one, ...fields } : one)))
  const paste = (at: number) => (event: ClipboardEvent) => {
    const next = pasteNames(texts, at, event.clipboardData.getData('text'))
    if (!next) return
    event.preventDefault()
    onTexts(next)
  }
  return (
    <fieldset className="flex min-w-0 flex-col">
      <legend className="text-12 font-strong text-soft">{text.columns}</legend>
      <p className="mb-1 text-12 text-faint">{text.columnsPaste}</p>
      {error && (
        <p role="alert" className="mb-1 text-12 text-danger first-letter:uppercase">
          {error}
        </p>
      )}
      <div aria-hidden className={classNames('hidden gap-1 text-12 text-faint md:grid', grid)}>
        {Object.values(text.columnFields).map((title) => (
          <span key={title}>{title}</span>
        ))}
      </div>
      <ul className="flex flex-col gap-3 md:gap-1">
        {texts.map((one, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            key={at}
            className={classNames('grid grid-cols-2 gap-1', grid)}
          >
            <Input
              className="code col-span-2 md:col-span-1"
              aria-label={text.columnField(text.columnFields.name, at + 1)}
              value={one.name}
              onPaste={paste(at)}
              onChange={(event) => set(at, { name: event.target.value })}
              autoComplete="off"
            />
            <Select
              aria-label={text.columnField(text.columnFields.type, at + 1)}
              value={one.type}
              options={(takesText[at] ? ['text'] : ['number', 'integer', 'boolean']).map((value) => ({
                value,
                label: words.types[value as keyof typeof words.types] ?? value,
              }))}
              onValue={(type) => set(at, { type })}
            />
            <Input
              aria-label={text.columnField(text.columnFields.unit, at + 1)}
              placeholder={at === 0 ? text.columnExamples.unit : undefined}
              value={one.unit}
              maxLength={40}
              onChange={(event) => set(at, { unit: event.target.value })}
              autoComplete="off"
            />
            <Values one={one} at={at} text={takesText[at] ? 'text' : 'number'} onChange={(fields) => set(at, fields)} />
            <Select
              aria-label={text.columnField(text.columnFields.missing, at + 1)}
              value={one.missing}
              options={[
                { value: '', label: text.mustBeThere },
                { value: 'yes', label: text.mayBeMissing },
              ]}
              onValue={(missing) => set(at, { missing: missing === 'yes' ? 'yes' : '' })}
            />
            <Input
              className="col-span-2 md:col-span-1"
              aria-label={text.columnField(text.columnFields.description, at + 1)}
              placeholder={at === 0 ? text.columnExamples.description : undefined}
              value={one.description}
              maxLength={500}
              onChange={(event) => set(at, { description: event.target.value })}
              autoComplete="off"
            />
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

interface ValuesProps {
  one: ColumnText
  at: number
  text: 'text' | 'number'
  onChange: (fields: Partial<ColumnText>) => void
}

/** A range of numbers, or categories. */
function Values({ one, at, text: kind, onChange }: ValuesProps) {
  if (one.type === 'boolean') return <span className="hidden md:block" />
  if (kind === 'text')
    return (
      <Input
        aria-label={text.columnField(text.columnFields.values, at + 1)}
        placeholder={text.columnExamples.categories}
        value={one.categories}
        onChange={(event) => onChange({ categories: event.target.value })}
        autoComplete="off"
      />
    )
  return (
    <span className="flex items-center gap-1">
      <Input
        className="figures"
        inputMode="decimal"
        aria-label={text.columnField(text.least, at + 1)}
        placeholder={text.columnExamples.least}
        value={one.low}
        onChange={(event) => onChange({ low: event.target.value })}
        autoComplete="off"
      />
      –
      <Input
        className="figures"
        inputMode="decimal"
        aria-label={text.columnField(text.greatest, at + 1)}
        placeholder={text.columnExamples.greatest}
        value={one.high}
        onChange={(event) => onChange({ high: event.target.value })}
        autoComplete="off"
      />
    </span>
  )
}

interface ColumnNamesProps {
  texts: readonly ColumnText[]
  count: number | undefined
  error: string | undefined
  onTexts: (texts: ColumnText[]) => void
}

/** Names alone, one a line: of many columns, or of a file that does not say how many there are. */
export function ColumnNames({ texts, count, error, onTexts }: ColumnNamesProps) {
  return (
    <Field label={text.columns} hint={text.columnsHint(count)} error={error}>
      <TextArea
        rows={6}
        className="code"
        value={texts.map(({ name }) => name).join('\n')}
        onChange={(event) =>
          onTexts(
            event.target.value.split('\n').map((name, at) => ({
              ...(texts[at] ?? {
                ...{ type: '', unit: '', description: '', low: '', high: '', categories: '', missing: '' as const },
              }),
              name,
            })),
          )
        }
      />
    </Field>
  )
}
