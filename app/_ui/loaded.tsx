'use client'
import type { ReactNode } from 'react'
import { words } from '../_words/en.ts'
import { Button } from './button.tsx'
import { FaultNotice } from './fault-notice.tsx'
import { faultText } from './fault-text.ts'

interface LoadedProps<T> {
  query: { data: T | undefined; error: unknown; refetch: () => unknown }
  /** What is waited for: `pipelines`. */
  what: string
  children: (data: T) => ReactNode
}

/** What a query brought; or what it is waiting for, or what went wrong. Old data outlives a failed refresh. */
export function Loaded<T>({ query: { data, error, refetch }, what, children }: LoadedProps<T>) {
  if (data !== undefined) return children(data)
  if (!error)
    return (
      <p role="status" className="text-soft">
        {words.common.loading(what)}
      </p>
    )
  return (
    <div className="flex max-w-160 flex-col items-start gap-3">
      <FaultNotice fault={faultText(error)} />
      <Button onClick={() => refetch()}>{words.common.tryAgain}</Button>
    </div>
  )
}
