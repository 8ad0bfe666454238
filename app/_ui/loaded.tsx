'use client'
import type { ReactNode } from 'react'
import { words } from '../_words/en.ts'
import { Button } from './button.tsx'
import { ButtonLink } from './button-link.tsx'
import { FaultNotice } from './fault-notice.tsx'
import { faultText } from './fault-text.ts'

interface LoadedProps<T> {
  query: { data: T | undefined; error: unknown; refetch: () => unknown }
  /** What is waited for: `pipelines`. */
  what: string
  /** The list it would stand in: where to go when there is no such thing. */
  back?: { href: string; label: string } | undefined
  children: (data: T) => ReactNode
}

/** What a query brought; or what it is waiting for, or what went wrong. Old data outlives a failed refresh. */
export function Loaded<T>({ query: { data, error, refetch }, what, back, children }: LoadedProps<T>) {
  if (data !== undefined) return children(data)
  if (!error)
    return (
      <p role="status" className="text-soft">
        {words.common.loading(what)}
      </p>
    )
  const fault = faultText(error)
  return (
    <div className="flex max-w-160 flex-col items-start gap-3">
      <FaultNotice fault={fault} />
      {fault.code !== 'NOT_FOUND' ? (
        <Button onClick={() => refetch()}>{words.common.tryAgain}</Button>
      ) : (
        back && <ButtonLink href={back.href}>{words.common.backTo(back.label)}</ButtonLink>
      )}
    </div>
  )
}
