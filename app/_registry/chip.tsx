import { Lock, X } from 'lucide-react'
import type { ReactNode } from 'react'

interface ChipProps {
  children: ReactNode
  title?: string
  /** Takes it away; without it the chip only shows. */
  onRemove?: () => void
  removeLabel?: string
}

/** A small fact that can be taken away. */
export function Chip({ children, title, onRemove, removeLabel }: ChipProps) {
  return (
    <span
      title={title}
      className="inline-flex h-6 max-w-64 items-center gap-1 rounded-md bg-sunken px-1.5 text-12 whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0"
    >
      {children}
      {onRemove && (
        <button
          type="button"
          aria-label={removeLabel}
          title={removeLabel}
          onClick={onRemove}
          className="-mr-1 grid size-5 place-items-center rounded-md text-faint hover:bg-hover hover:text-ink"
        >
          <X aria-hidden />
        </button>
      )}
    </span>
  )
}

export function AliasText({ alias, protection }: { alias: string; protection?: 'protected' | 'free' | undefined }) {
  return (
    <>
      {protection === 'protected' && <Lock aria-hidden className="text-warning" />}
      <code className="truncate">@{alias}</code>
    </>
  )
}
