import type { Signature } from '#pipeline/ports/model.ts'
import { ColumnsTable } from '../../../_ui/columns-table.tsx'
import { numberText } from '../../../_ui/number-text.tsx'
import { words } from '../../../_words/en.ts'

/** What a caller sends, as it was in training, and what comes back. */
export function SignatureTable({ signature: { inputs, target, classes } }: { signature: Signature }) {
  // Of one that was made elsewhere nobody knows what training saw.
  const inTraining = inputs.some(({ missing, range, categoryCount }) => missing > 0 || range || categoryCount)
  return (
    <>
      <div className="overflow-x-auto">
        <ColumnsTable
          label={words.models.signature}
          columns={inputs.map(
            ({ name, type, missing, range, categories, categoryCount, histogram, picture, unit, description }) => ({
              name,
              type,
              ...(unit && { unit }),
              ...(description && { about: description }),
              ...(inTraining && { missing, histogram, top: categories }),
              values: picture
                ? words.onnx.picture(picture.width, picture.height, picture.channels)
                : range
                  ? `${numberText(range[0])} – ${numberText(range[1])}`
                  : categories && categoriesText(categories, categoryCount ?? categories.length),
            }),
          )}
        />
      </div>
      <p>
        <span className="text-soft">{words.models.answers}:</span> <code>{target}</code>
        {classes && `: ${classes.join(', ')}`}
      </p>
    </>
  )
}

function categoriesText(categories: readonly { value: string }[], count: number): string {
  const first = categories
    .slice(0, 4)
    .map(({ value }) => value)
    .join(', ')
  return count > 4 ? `${first} … (${words.models.categories(count)})` : first
}
