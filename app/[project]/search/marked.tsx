import { Fragment } from 'react'

/** A text with the words that were looked for marked. */
export function Marked({ text, asked }: { text: string; asked: string }) {
  const words = asked.match(/[\p{L}\p{N}]+/gu)?.filter((word) => word.toLowerCase() !== 'or') ?? []
  if (words.length === 0) return text
  const parts = text.split(new RegExp(`((?<![\\p{L}\\p{N}])(?:${words.join('|')}))`, 'giu'))
  return parts.map((part, place) => {
    const key = `${place} ${part}`
    return place % 2 === 1 ? (
      <mark key={key} className="rounded-sm bg-accent-soft text-inherit">
        {part}
      </mark>
    ) : (
      <Fragment key={key}>{part}</Fragment>
    )
  })
}
