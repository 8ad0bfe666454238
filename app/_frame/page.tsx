import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from '../_ui/class-names.ts'

interface PageProps {
  /** What the page is about: the thing's own name. */
  title: ReactNode
  /** Beside the title, small. */
  note?: ReactNode
  /** The list it belongs to. */
  parent?: { href: string; label: string }
  actions?: ReactNode
  width?: 'full' | 'text'
  children: ReactNode
}

export function Page({ title, note, parent, actions, width = 'full', children }: PageProps) {
  return (
    <div className={classNames('flex flex-col gap-5 px-4 py-4 md:px-8 md:py-6', width === 'text' && 'max-w-200')}>
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          {parent && (
            <Link href={parent.href} className="text-12 text-faint no-underline hover:text-ink hover:underline">
              {parent.label}
            </Link>
          )}
          <div className="flex flex-wrap items-baseline gap-x-3">
            <h1 className="text-18 break-words md:text-24">{title}</h1>
            {note && <span className="text-soft">{note}</span>}
          </div>
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

interface SectionProps {
  title: string
  about?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
}

export function Section({ title, about, actions, children, className }: SectionProps) {
  return (
    <section aria-label={title} className={classNames('flex min-w-0 flex-col gap-3', className)}>
      <header className="flex flex-wrap items-end justify-between gap-2">
        <div>
          <h2 className="text-15">{title}</h2>
          {about && <p className="text-soft">{about}</p>}
        </div>
        {actions}
      </header>
      {children}
    </section>
  )
}
