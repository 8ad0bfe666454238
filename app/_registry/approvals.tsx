'use client'
import { useQuery } from '@tanstack/react-query'
import { Section } from '../_frame/page.tsx'
import { WaitingReleases } from '../_releases/waiting-releases.tsx'
import { useTRPC } from '../_trpc/client.tsx'
import { Loaded } from '../_ui/loaded.tsx'
import { words } from '../_words/en.ts'
import { Protections } from './protections.tsx'
import { Requests } from './requests.tsx'

const text = words.approvals

/** What waits, what is protected, what was decided; of one model, or of all. */
export function Approvals({ project, model }: { project: string; model?: string }) {
  const trpc = useTRPC()
  const requests = useQuery(trpc.approvals.list.queryOptions(model === undefined ? {} : { model }))
  return (
    <div className="flex flex-col gap-8">
      <WaitingReleases project={project} {...(model !== undefined && { model })} />
      <Loaded query={requests} what={text.many}>
        {(all) => {
          const waiting = all.filter(({ state }) => state === 'pending')
          return (
            <Section title={text.waiting} about={text.waitingAbout}>
              {waiting.length > 0 ? (
                <Requests project={project} requests={waiting} />
              ) : (
                <p className="text-soft">{text.nothingWaits}</p>
              )}
            </Section>
          )
        }}
      </Loaded>
      <Protections {...(model !== undefined && { model })} />
      {requests.data?.some(({ state }) => state !== 'pending') && (
        <Section title={text.decided}>
          <Requests project={project} requests={requests.data.filter(({ state }) => state !== 'pending')} />
        </Section>
      )}
    </div>
  )
}
