'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { LoadedPage } from '../../../_frame/loaded-page.tsx'
import { Page } from '../../../_frame/page.tsx'
import { useAddress } from '../../../_list/use-address.ts'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Button } from '../../../_ui/button.tsx'
import { MoreMenu } from '../../../_ui/more-menu.tsx'
import { Tabs } from '../../../_ui/tabs.tsx'
import { toast, toastFault } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { PageForm } from './page-form.tsx'
import { ofText, Point } from './point.tsx'
import { Said } from './said.tsx'
import { Sharing } from './sharing.tsx'

const text = words.demoEditor
type TabName = keyof typeof text.tabs

/** What owners set of a demo: its page, who may open it, and what people said there. */
export function DemoSetup({ project, name, url }: { project: string; name: string; url: string }) {
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const address = useAddress()
  const demo = useQuery(trpc.demos.get.queryOptions({ name }))
  const settle = { onError: toastFault, onSettled: () => queries.invalidateQueries(trpc.demos.pathFilter()) }
  const restore = useMutation(trpc.demos.restore.mutationOptions(settle))
  const remove = useMutation(
    trpc.demos.remove.mutationOptions({
      onError: toastFault,
      onSuccess: () => {
        router.push(`/${project}/demos`)
        toast(words.demos.removed(name), {
          action: { label: words.demos.undo, onClick: () => restore.mutate({ name }) },
        })
      },
    }),
  )
  const parent = { href: `/${project}/demos`, label: words.demos.title }
  return (
    <LoadedPage query={demo} what={name} title={name} parent={parent}>
      {(found) => (
        <Page
          title={found.page.title}
          parent={parent}
          note={ofText(found)}
          actions={
            <>
              {found.ended === null && <Point demo={found} />}
              <Button asChild {...(found.ended === null && { look: 'primary' as const })}>
                <a href={`/demos/${name}`}>
                  <ExternalLink aria-hidden /> {words.demos.open}
                </a>
              </Button>
              <MoreMenu
                groups={[[{ label: words.demos.remove, danger: true, onSelect: () => remove.mutate({ name }) }]]}
              />
            </>
          }
        >
          {found.ended !== null && (
            <section
              aria-label={words.demos.endedTitle}
              className="flex flex-wrap items-center justify-between gap-3 rounded-md bg-warning-soft px-3 py-2.5"
            >
              <div className="min-w-0">
                <p className="font-strong">
                  {words.demos.endedTitle}: {found.ended}
                </p>
                <p className="text-soft">{words.demos.endedHint}</p>
              </div>
              <Point demo={found} look="primary" />
            </section>
          )}
          <Tabs
            label={text.tabList}
            value={(address.get('tab') as TabName | undefined) ?? 'page'}
            onValue={(tab) => address.set({ tab: tab === 'page' ? undefined : tab })}
            tabs={[
              {
                value: 'page',
                label: text.tabs.page,
                content: <PageForm key={`${found.edition} ${ofText(found)}`} demo={found} />,
              },
              { value: 'sharing', label: text.tabs.sharing, content: <Sharing demo={found} url={url} /> },
              { value: 'said', label: text.tabs.said, content: <Said name={name} /> },
            ]}
          />
        </Page>
      )}
    </LoadedPage>
  )
}
