import { hues, type Kind } from '../../_lineage/things.ts'
import { classNames } from '../../_ui/class-names.ts'
import { words } from '../../_words/en.ts'

const text = words.lineage

interface KindFilterProps {
  kinds: Kind[]
  hidden: ReadonlySet<Kind>
  onHide: (hidden: Set<Kind>) => void
}

/** A switch for each kind that is there. */
export function KindFilter({ kinds, hidden, onHide }: KindFilterProps) {
  const order = Object.keys(hues) as Kind[]
  const toggle = (kind: Kind) => {
    const next = new Set(hidden)
    if (!next.delete(kind)) next.add(kind)
    onHide(next)
  }
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">{text.only}</legend>
      {order
        .filter((kind) => kinds.includes(kind))
        .map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={!hidden.has(kind)}
            onClick={() => toggle(kind)}
            className={classNames(
              'flex h-control items-center gap-1.5 rounded-md border px-2',
              hidden.has(kind) ? 'border-line text-faint line-through' : 'border-line-strong bg-raised',
            )}
          >
            <span aria-hidden="true" className="size-2 rounded-full" style={{ background: hues[kind] }} />
            {text.kinds[kind]}
          </button>
        ))}
    </fieldset>
  )
}
