import type { ReactNode } from 'react'
import { classNames } from '../_ui/class-names.ts'
import { words } from '../_words/en.ts'

const text = words.registry

/** Of each thing a value, null where it has none. */
export interface ComparedRow<T> {
  name: string
  values: readonly (T | null)[]
  differs: 'differs' | 'same'
  best?: readonly number[]
}

interface ComparisonTableProps<T> {
  title: string
  /** One for each value of a row. */
  heads: readonly ReactNode[]
  rows: readonly ComparedRow<T>[]
  label: (name: string) => ReactNode
  render: (value: T) => ReactNode
  align?: 'right'
}

/** Things side by side: a column each, what differs in ink and the rest faint, the best marked by a word. */
export function ComparisonTable<T>({ title, heads, rows, label, render, align }: ComparisonTableProps<T>) {
  if (rows.length === 0) return <p className="text-soft">{text.compareSame}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it
    <div tabIndex={0} className="overflow-x-auto">
      <table aria-label={title} className="w-full border-collapse text-left">
        <thead>
          <tr className="border-b border-line">
            <td className="sticky left-0 bg-ground md:w-64 md:min-w-40" />
            {heads.map((head, place) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                key={place}
                scope="col"
                className={classNames('h-8 min-w-24 px-3 font-normal', align === 'right' && 'text-right')}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, values, differs, best }) => (
            <tr key={name} className={classNames('border-b border-line', differs === 'same' && 'text-faint')}>
              <th
                scope="row"
                className="sticky left-0 max-w-36 bg-ground py-1 pr-3 font-normal break-words md:max-w-64"
              >
                {label(name)}
              </th>
              {values.map((value, place) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  key={place}
                  className={classNames('h-8 max-w-72 px-3 py-1 break-words', align === 'right' && 'text-right')}
                >
                  {best?.includes(place) && <span className="mr-2 text-12 text-status-done">{text.compareBest}</span>}
                  {value === null ? <span className="text-faint">{text.compareNone}</span> : render(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
