'use client'
import { useContext } from 'react'
import { correctedTypes } from '#pipeline/params.ts'
import { Select } from '../../../_ui/select.tsx'
import { TypeGlyph } from '../../../_ui/type-glyph.tsx'
import { typeOption, typeText } from '../../../_ui/type-text.ts'
import { words } from '../../../_words/en.ts'
import { FormContext, type WidgetProps } from '../form-context.ts'
import { useFile } from './use-files.ts'

const said = words.canvas.form
const shownAtMost = 300

/** What was detected for each column of the chosen file, to be corrected. */
export function ColumnTypes({ value = {}, onValue }: WidgetProps<Record<string, string> | undefined>) {
  const { fileParam } = useContext(FormContext)
  const file = useFile(fileParam)
  if (!file) return <p className="text-12 text-faint">{said.noTypes}</p>
  const set = (name: string, type: string) => {
    const { [name]: _, ...rest } = value
    const next = type ? { ...rest, [name]: type } : rest
    onValue(Object.keys(next).length > 0 ? next : undefined)
  }
  return (
    <div className="max-h-72 overflow-y-auto rounded-md border border-line">
      <table className="w-full">
        <tbody>
          {file.columns.slice(0, shownAtMost).map(({ name, type }) => (
            <tr key={name} className="border-b border-line last:border-0">
              <td className="max-w-32 py-0.5 pl-2">
                <span className="flex items-center gap-2">
                  <TypeGlyph type={value[name] ?? type} />
                  <code className="truncate" title={name}>
                    {name}
                  </code>
                </span>
              </td>
              <td className="w-44 py-0.5 pr-1">
                <Select
                  aria-label={said.columnType(name)}
                  className={value[name] ? 'font-strong' : 'text-faint'}
                  options={[{ value: '', label: said.detected(typeText(type)) }, ...correctedTypes.map(typeOption)]}
                  value={value[name] ?? ''}
                  onValue={(next) => set(name, next)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {file.columns.length > shownAtMost && (
        <p className="px-2 py-1 text-12 text-faint">{said.moreColumns(file.columns.length - shownAtMost)}</p>
      )}
    </div>
  )
}
