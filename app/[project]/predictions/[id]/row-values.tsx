import { TriangleAlert } from 'lucide-react'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { cellText } from '../../../_ui/cell-text.ts'
import { numberText } from '../../../_ui/number-text.tsx'
import { words } from '../../../_words/en.ts'

const text = words.predictions

type Value = NonNullable<Outputs['predictions']['explain']['row']>[number]

/** Each value of the row and where it lies in what training saw. */
export function RowValues({ row }: { row: Value[] }) {
  return (
    <table aria-label={text.row} className="w-full max-w-240 table-fixed">
      <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:text-left [&_th]:font-normal">
        <tr>
          <th className="w-32 md:w-44">{text.columns.feature}</th>
          <th className="w-24 md:w-36">{text.columns.value}</th>
          <th>{text.columns.training}</th>
          <th className="hidden w-40 md:table-cell">{text.columns.place}</th>
        </tr>
      </thead>
      <tbody>
        {row.map((one) => (
          <tr key={one.input.name} className="border-b border-line [&>*]:h-8 [&>*]:pr-3">
            <th scope="row" className="truncate text-left font-normal" title={one.input.name}>
              <code>{one.input.name}</code>
            </th>
            <td className="figures truncate font-strong" title={String(one.value)}>
              <Sent {...one} />
            </td>
            <td className="truncate text-soft" title={one.doubt ?? seen(one)}>
              {one.doubt ? (
                <span className="flex items-center gap-1 text-warning">
                  <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
                  <span className="truncate">{one.doubt}</span>
                </span>
              ) : (
                seen(one)
              )}
            </td>
            <td aria-hidden="true" className="hidden md:table-cell">
              <Place {...one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Sent({ input: { name, picture }, value }: Value) {
  if (value === null) return <span className="text-faint">{text.missingValue}</span>
  if (!picture) return cellText(value)
  // biome-ignore lint/performance/noImgElement: a data URL of a few pixels
  return <img src={String(value)} alt={name} className="my-1 h-16 [image-rendering:pixelated]" />
}

function seen({ input: { range, categories, categoryCount } }: Value): string {
  if (range) return `${numberText(range[0])} – ${numberText(range[1])}`
  const names = (categories ?? []).map(({ value }) => value)
  const more = (categoryCount ?? names.length) - 6
  return `${names.slice(0, 6).join(', ')}${more > 0 ? ` … +${more}` : ''}`
}

/** The distribution in training with a mark where the value lies. */
function Place({ input: { range, histogram }, value }: Value) {
  if (!range || typeof value !== 'number') return null
  const [low, high] = range
  const share = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5
  const most = Math.max(...(histogram?.counts ?? [1]), 1)
  return (
    <span className="relative block h-5 w-36 border-b border-line-strong">
      <span className="absolute inset-0 flex items-end gap-px">
        {histogram?.counts.map((count, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={index}
            className="grow bg-chart-quiet"
            style={{ height: `${(count / most) * 100}%` }}
          />
        ))}
      </span>
      <span
        className="absolute -bottom-0.5 h-[calc(100%+4px)] w-0.5 bg-ink"
        style={{ left: `calc(${share * 100}% - 1px)` }}
      />
    </span>
  )
}
