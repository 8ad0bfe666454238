import { Brackets, Calendar, Hash, Image, Pi, Shapes, ToggleLeft, Type } from 'lucide-react'
import { type TypeFamily, typeFamily } from '#pipeline/columns.ts'
import { words } from '../_words/en.ts'

const glyphs = {
  number: Pi,
  integer: Hash,
  boolean: ToggleLeft,
  text: Type,
  time: Calendar,
  vector: Brackets,
  image: Image,
  other: Shapes,
} satisfies Record<TypeFamily | 'image', typeof Hash>

/** `type` is DuckDB's name, a family's, or `image`. */
export function TypeGlyph({ type }: { type: string }) {
  const family = type in glyphs ? (type as keyof typeof glyphs) : typeFamily(type)
  const Icon = glyphs[family]
  return (
    <span title={`${words.types[family]} (${type})`} className="inline-flex shrink-0 text-faint">
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{words.types[family]}</span>
    </span>
  )
}
