'use client'
import { skipToken, useQueries, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { LoadedPage } from '../../_frame/loaded-page.tsx'
import { Page } from '../../_frame/page.tsx'
import { addressOf, lineageOf } from '../../_lineage/address-of.ts'
import { type Graph, type Kind, merged, without } from '../../_lineage/things.ts'
import { useAddress } from '../../_list/use-address.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { words } from '../../_words/en.ts'
import { About } from './about.tsx'
import { ColumnPicker } from './column-picker.tsx'
import { KindFilter } from './kind-filter.tsx'
import { LineageList } from './lineage-list.tsx'
import { Picture } from './picture.tsx'
import { Start } from './start.tsx'
import { StartFrom } from './start-from.tsx'

const text = words.lineage
const manyNeighbours = 100

/** A picture of what something came from and what came of it, to be walked. */
export function LineagePage({ project }: { project: string }) {
  const trpc = useTRPC()
  const router = useRouter()
  const address = useAddress()
  const of = address.get('of')
  const wide = (address.get('more') ?? '').split('\n').filter(Boolean)
  const column = address.get('column')
  const graph = useQuery(trpc.lineage.graph.queryOptions(of ? { of, ...(column && { column }) } : skipToken))
  const others = useQueries({
    queries: wide.map((id) => trpc.lineage.graph.queryOptions({ of: id, fan: manyNeighbours, removed: 'shown' })),
  })
  const hidden = new Set((address.get('hide') ?? '').split(',').filter(Boolean) as Kind[])
  const centre = (id: string) => router.push(lineageOf(project, id))
  const start = <StartFrom of={of ?? ''} onStart={centre} />
  if (!of)
    return (
      <Page title={text.title} note={text.startAbout}>
        <Start project={project} />
      </Page>
    )
  return (
    <LoadedPage title={text.title} actions={start} query={graph} what={text.title.toLowerCase()}>
      {(found) => {
        const known = merged([found, ...others.flatMap(({ data }) => data ?? [])] as [Graph, ...Graph[]])
        const shown = without(known, hidden)
        const [first] = found.nodes.filter(({ id }) => found.of.includes(id))
        const view = address.get('show') === 'list' ? 'list' : 'picture'
        const walk = {
          ...{ graph: shown, onCentre: centre },
          addressOf: (id: string) => {
            const thing = known.nodes.find((one) => one.id === id)
            return thing ? addressOf(project, thing) : null
          },
          onMore: (id: string) => address.set({ more: [...new Set([...wide, id])].join('\n') }),
        }
        return (
          <Page
            title={first?.name ?? of}
            note={first && text.kinds[first.kind]}
            parent={{ href: `/${project}/lineage`, label: text.title }}
            actions={start}
          >
            <div className="flex flex-wrap items-center justify-between gap-2">
              <KindFilter
                kinds={[...new Set(known.nodes.map(({ kind }) => kind))]}
                hidden={hidden}
                onHide={(next) => address.set({ hide: [...next].join(',') || undefined })}
              />
              <ColumnPicker thing={first} everyVersion={found.of.length > 1} />
              <div className="hidden md:block">
                <Button look="quiet" onClick={() => address.set({ show: view === 'list' ? undefined : 'list' })}>
                  {text.show} {(view === 'list' ? text.picture : text.list).toLowerCase()}
                </Button>
              </div>
            </div>
            {column ? (
              <p role="status" className="text-soft">
                {shown.edges.length === 0 ? text.nothingRests(column) : text.narrowed(column)}
              </p>
            ) : (
              shown.edges.length === 0 && <p className="text-soft">{text.alone}</p>
            )}
            {view === 'picture' && (
              <div className="hidden md:block">
                <Picture key={found.of.join(' ')} name={first?.name ?? of} {...walk} />
              </div>
            )}
            <div className={view === 'picture' ? 'md:hidden' : undefined}>
              <LineageList project={project} {...walk} />
            </div>
            {known.cut && <p className="text-soft">{text.cut}</p>}
            {first && (
              <About
                key={first.id}
                project={project}
                thing={first}
                everyVersion={found.of.length > 1}
                column={column}
              />
            )}
          </Page>
        )
      }}
    </LoadedPage>
  )
}
