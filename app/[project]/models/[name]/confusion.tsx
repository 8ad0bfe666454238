import { numberText } from '../../../_ui/number-text.tsx'
import { words } from '../../../_words/en.ts'

interface ConfusionProps {
  /** `confusion[actual][predicted]`. */
  confusion: readonly (readonly number[])[]
  classes: readonly string[]
}

/** A table that is its own picture: the share of its row gives each cell its depth. */
export function Confusion({ confusion, classes }: ConfusionProps) {
  return (
    <div className="overflow-x-auto">
      <table aria-label={words.models.confusion} className="border-separate border-spacing-0.5">
        <thead>
          <tr className="text-12 text-faint">
            <td />
            <th colSpan={classes.length} scope="colgroup" className="pb-1 font-normal">
              {words.models.predicted}
            </th>
          </tr>
          <tr>
            <th className="pr-2 text-right text-12 font-normal text-faint">{words.models.actual}</th>
            {classes.map((name) => (
              <th key={name} scope="col" className="max-w-28 min-w-16 truncate px-1 pb-1 font-normal" title={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((actual, row) => {
            const total = confusion[row]?.reduce((sum, count) => sum + count, 0) ?? 0
            return (
              <tr key={actual}>
                <th scope="row" className="max-w-36 truncate pr-2 text-right font-normal" title={actual}>
                  {actual}
                </th>
                {classes.map((predicted, column) => {
                  const count = confusion[row]?.[column] ?? 0
                  const share = total ? count / total : 0
                  return (
                    <td
                      key={predicted}
                      title={words.models.cell(count, actual, predicted, share)}
                      className="figures h-12 min-w-16 rounded-[3px] px-2 text-center"
                      style={{
                        background: `color-mix(in oklab, var(--${row === column ? 'chart-high' : 'chart-wrong'}) ${Math.round(share * 100)}%, var(--chart-low))`,
                        color: share > 0.5 ? 'var(--accent-ink)' : 'var(--ink)',
                      }}
                    >
                      {numberText(count)}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
