'use client'
import type { ComponentProps, ReactNode } from 'react'
import { Loaded } from '../_ui/loaded.tsx'
import { Page } from './page.tsx'

interface LoadedPageProps<T> extends Pick<ComponentProps<typeof Page>, 'title' | 'parent' | 'actions'> {
  query: ComponentProps<typeof Loaded<T>>['query']
  /** What is waited for. */
  what: string
  children: (data: T) => ReactNode
}

/** A page about what a query brings; until then, and when it fails, a page that says so. */
export function LoadedPage<T>({ query, what, children, ...page }: LoadedPageProps<T>) {
  if (query.data !== undefined) return children(query.data)
  return (
    <Page {...page}>
      <Loaded query={query} what={what} back={page.parent}>
        {() => null}
      </Loaded>
    </Page>
  )
}
