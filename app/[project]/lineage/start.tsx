'use client'
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { Section } from '../../_frame/page.tsx'
import { useSettled } from '../../_frame/use-settled.ts'
import { lineageOf, lineageOfFound } from '../../_lineage/address-of.ts'
import { hues, type Kind, noteOf, type Thing } from '../../_lineage/things.ts'
import { useAddress } from '../../_list/use-address.ts'
import { useSlash } from '../../_list/use-slash.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import { ButtonLink } from '../../_ui/button-link.tsx'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { Input } from '../../_ui/input.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'

const text = words.lineage

/** Words that find something to start from, and the newest of each kind. */
export function Start({ project }: { project: string }) {
  const trpc = useTRPC()
  const router = useRouter()
  const address = useAddress()
  const typed = address.get('q') ?? ''
  const asked = useSettled(typed.trim())
  const found = useQuery({
    ...trpc.search.find.queryOptions(asked ? { text: asked, limit: 20 } : skipToken),
    placeholderData: keepPreviousData,
  })
  const recent = useQuery(trpc.lineage.recent.queryOptions())
  const leads = (found.data?.found ?? []).flatMap((one) => {
    const href = lineageOfFound(project, one)
    return href ? [{ one, href }] : []
  })
  const box = useRef<HTMLInputElement>(null)
  useSlash(box)
  const open = () => {
    // Who knows the name of a thing need not wait for the search.
    const [first] = asked === typed.trim() ? leads : []
    router.push(first?.href ?? lineageOf(project, typed.trim()))
  }
  return (
    <>
      <Input
        ref={box}
        type="search"
        autoFocus
        aria-label={text.find}
        placeholder={text.searchHint}
        className="max-w-160"
        value={typed}
        onChange={(event) => address.set({ q: event.target.value || undefined })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && typed.trim()) open()
        }}
      />
      {asked ? (
        <Loaded query={found} what={words.search.found.toLowerCase()}>
          {() =>
            leads.length === 0 ? (
              <EmptyState title={words.search.nothing(asked)} hint={words.search.nothingHint} />
            ) : (
              <ul aria-label={words.search.found} className="max-w-200">
                {leads.map(({ one, href }) => (
                  <li key={`${one.kind} ${one.id}`} className="flex gap-3 border-b border-line py-2">
                    <span className="w-28 shrink-0 text-12 text-faint">{words.search.one[one.kind]}</span>
                    <Link className="link min-w-0 truncate" href={href}>
                      {one.kind === 'version' ? one.id : one.title}
                    </Link>
                    {one.kind === 'dataset' && <code className="text-soft">{one.detail}</code>}
                    {one.kind === 'column' && (
                      <span className="text-soft">{words.search.inColumn(one.detail ?? '')}</span>
                    )}
                    {one.said && <span className="min-w-0 truncate text-soft">{one.said}</span>}
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      ) : (
        <Loaded query={recent} what={text.recent.toLowerCase()}>
          {(things) =>
            things.length === 0 ? (
              <EmptyState
                title={text.empty}
                hint={text.emptyHint}
                action={
                  <ButtonLink look="primary" href={`/${project}/data`}>
                    {words.data.upload}
                  </ButtonLink>
                }
              />
            ) : (
              <div className="grid gap-x-8 gap-y-6 md:grid-cols-2 lg:grid-cols-3">
                {[...new Set(things.map(({ kind }) => kind))].map((kind) => (
                  <Recent key={kind} project={project} kind={kind} things={things.filter((one) => one.kind === kind)} />
                ))}
              </div>
            )
          }
        </Loaded>
      )}
    </>
  )
}

const Recent = ({ project, kind, things }: { project: string; kind: Kind; things: Thing[] }) => (
  <Section title={text.recentOf[kind]}>
    <ul>
      {things.map((thing) => (
        <li key={thing.id} className="flex min-h-8 items-center gap-2 border-b border-line py-1">
          <span aria-hidden="true" className="h-4 w-1 shrink-0 rounded-full" style={{ background: hues[kind] }} />
          <Link className="link min-w-0 truncate" href={lineageOf(project, thing.id)}>
            {thing.name}
          </Link>
          <span className="min-w-0 shrink-[2] truncate text-soft">{shortNote(thing)}</span>
          {thing.at && (
            <span className="ml-auto shrink-0 text-12 text-faint">
              <RelativeTime at={thing.at} />
            </span>
          )}
        </li>
      ))}
    </ul>
  </Section>
)

/** Beneath a heading that says the kind. */
const shortNote = (thing: Thing) => (thing.version === null ? thing.note : noteOf(thing))
