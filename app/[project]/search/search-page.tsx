'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useRef } from 'react'
import { Page, Section } from '../../_frame/page.tsx'
import { useSettled } from '../../_frame/use-settled.ts'
import { addressOfFound } from '../../_lineage/address-of.ts'
import { useAddress } from '../../_list/use-address.ts'
import { useTRPC, useTRPCClient } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { Button } from '../../_ui/button.tsx'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { Input } from '../../_ui/input.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { FoundItem } from './found-item.tsx'

const text = words.search

type Found = Outputs['search']['find']['found'][number]

const each = 5

/** Everything that bears some words. Arrow keys go from one to the next. */
export function SearchPage({ project }: { project: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const router = useRouter()
  const address = useAddress()
  const list = useRef<HTMLDivElement>(null)
  const typed = address.get('q') ?? ''
  const asked = useSettled(typed.trim())
  const kind = address.get('kind') as Found['kind'] | undefined
  const found = useInfiniteQuery({
    queryKey: [...trpc.search.find.queryKey(), asked, kind],
    queryFn: ({ pageParam, signal }) =>
      client.search.find.query(
        { text: asked, ...(kind ? { kinds: [kind] } : { each }), ...(pageParam && { after: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  const box = useRef<HTMLInputElement>(null)
  const go = (event: KeyboardEvent) => {
    const typing = event.target === box.current
    if (event.key === '/' && !typing) {
      event.preventDefault()
      box.current?.focus()
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0 || (step === -1 && typing)) return
    event.preventDefault()
    const links: (Element | null)[] = [...(list.current?.querySelectorAll('a') ?? [])]
    const next = links[links.indexOf(document.activeElement) + step] ?? box.current
    if (next instanceof HTMLElement) next.focus()
  }
  return (
    <Page title={text.title} note={text.keys}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows are a short cut to what Tab reaches too */}
      <div className="flex flex-col gap-4" onKeyDown={go}>
        <search className="flex flex-wrap gap-2">
          <Input
            ref={box}
            type="search"
            autoFocus
            aria-label={text.title}
            placeholder={text.placeholder}
            className="min-w-48 flex-1"
            value={typed}
            onChange={(event) => address.set({ q: event.target.value || undefined })}
            onKeyDown={(event) => {
              const [first] = found.data?.pages[0]?.found ?? []
              if (event.key === 'Enter' && first && asked === typed.trim()) router.push(addressOfFound(project, first))
            }}
          />
          <Select
            aria-label={words.lineage.only}
            className="w-44!"
            value={kind ?? ''}
            placeholder={text.all}
            options={Object.entries(text.kinds).map(([value, label]) => ({ value, label }))}
            onValue={(value) => address.set({ kind: value || undefined })}
          />
        </search>
        {asked ? (
          <Loaded query={found} what={text.found.toLowerCase()}>
            {({ pages }) => {
              const all = pages.flatMap((page) => page.found)
              if (all.length === 0) return <EmptyState title={text.nothing(asked)} hint={text.nothingHint} />
              return (
                <>
                  {pages[0]?.near && <p className="text-soft">{text.near(asked)}</p>}
                  <div ref={list} className="flex flex-col gap-6">
                    {[...new Set(all.map((one) => one.kind))].map((shown) => {
                      const total = pages[0]?.counts[shown] ?? 0
                      const these = all.filter((one) => one.kind === shown)
                      return (
                        <Section key={shown} title={text.kindCount(text.kinds[shown], total)}>
                          <ul aria-label={text.kinds[shown]} className="flex flex-col">
                            {these.map((one) => (
                              <FoundItem key={one.id} project={project} found={one} asked={asked} />
                            ))}
                          </ul>
                          {!kind && total > these.length && (
                            <Link
                              className="link self-start"
                              href={`/${project}/search?q=${encodeURIComponent(asked)}&kind=${shown}`}
                            >
                              {text.allOf(total, text.kinds[shown].toLowerCase())}
                            </Link>
                          )}
                        </Section>
                      )
                    })}
                  </div>
                  {found.hasNextPage && (
                    <Button className="self-start" onClick={() => found.fetchNextPage()}>
                      {text.more}
                    </Button>
                  )}
                </>
              )
            }}
          </Loaded>
        ) : (
          <EmptyState title={text.start} hint={text.startHint} />
        )}
      </div>
    </Page>
  )
}
