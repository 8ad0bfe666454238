import { type ReactNode, useId, useState } from 'react'
import { useStore } from '../store.ts'
import { useParts } from './context.ts'
import { Notice } from './notice.tsx'
import type { Answer } from './use-answer.ts'

interface SectionProps<T> {
  title: string
  answer: Answer<T[]>
  empty: ReactNode
  row(item: T): ReactNode
  /** Right of the title. */
  action?: ReactNode
}

/** A list under a heading that folds, with as many rows as fit a glance; more on demand. */
export function Section<T>({ title, answer: { data, fault }, empty, row, action }: SectionProps<T>) {
  const { trans, rows } = useParts()
  const step = useStore(rows)
  const id = useId()
  const [open, setOpen] = useState(true)
  const [shown, setShown] = useState(step)
  const items = data ?? []
  return (
    <section className="esp-Section">
      <div className="esp-Row esp-Bar">
        <h3 className="esp-Grow">
          <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
            <span aria-hidden>{open ? '▾' : '▸'}</span> {title}
            {items.length > 0 && <span className="esp-Quiet"> {items.length}</span>}
          </button>
        </h3>
        {action}
      </div>
      <div id={id} hidden={!open}>
        {fault && <Notice fault={fault} />}
        {!data && !fault && <p className="esp-Quiet">{trans.__('Reading …')}</p>}
        {data?.length === 0 && <p className="esp-Quiet">{empty}</p>}
        {items.length > 0 && <ul className="esp-List">{items.slice(0, shown).map(row)}</ul>}
        {items.length > shown && (
          <button
            type="button"
            className="jp-mod-styled jp-mod-minimal esp-Small"
            onClick={() => setShown(shown + step * 2)}
          >
            {trans.__('Show more: %1 of %2 shown', shown, items.length)}
          </button>
        )}
      </div>
    </section>
  )
}
