'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Section } from '../_frame/page.tsx'
import { useTRPC } from '../_trpc/client.tsx'
import { Loaded } from '../_ui/loaded.tsx'
import { words } from '../_words/en.ts'
import { ReleaseDetails } from './release-details.tsx'

const text = words.releases

/** Releases that somebody must agree to, each with all that speaks for it and against it; of one model, or of all. */
export function WaitingReleases({ project, model }: { project: string; model?: string }) {
  const trpc = useTRPC()
  const waiting = useQuery(trpc.releases.list.queryOptions({ state: 'waiting' }))
  return (
    <Loaded query={waiting} what={text.many}>
      {(all) => {
        const shown = model === undefined ? all : all.filter(({ to }) => to.model === model)
        return (
          <Section title={text.waiting} about={text.waitingAbout}>
            {shown.length === 0 && <p className="text-soft">{text.nothingWaits}</p>}
            {shown.map(({ id, endpoint }) => (
              <Waiting key={id} project={project} endpoint={endpoint} id={id} />
            ))}
          </Section>
        )
      }}
    </Loaded>
  )
}

function Waiting({ project, endpoint, id }: { project: string; endpoint: string; id: string }) {
  const trpc = useTRPC()
  const release = useQuery(trpc.releases.get.queryOptions({ endpoint, id }))
  return (
    <article aria-label={endpoint} className="flex flex-col gap-3 border-t border-line pt-3 pb-6">
      <h3 className="text-13">
        <Link className="link" href={`/${project}/endpoints/${encodeURIComponent(endpoint)}`}>
          {endpoint}
        </Link>
      </h3>
      <Loaded query={release} what={text.title.toLowerCase()}>
        {(found) => found && <ReleaseDetails project={project} release={found} />}
      </Loaded>
    </article>
  )
}
