'use client'
import { useQuery } from '@tanstack/react-query'
import { LoadedPage } from '../../../_frame/loaded-page.tsx'
import { Page, Section } from '../../../_frame/page.tsx'
import { LineageLink } from '../../../_lineage/lineage-link.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import { cellText } from '../../../_ui/cell-text.ts'
import { numberText } from '../../../_ui/number-text.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { words } from '../../../_words/en.ts'
import { Again } from './again.tsx'
import { Contributions } from './contributions.tsx'
import { Origin } from './origin.tsx'
import { RowValues } from './row-values.tsx'

const text = words.predictions

/** One answer: computed again, taken apart, and followed back to its data. */
export function PredictionPage({ project, id }: { project: string; id: string }) {
  const trpc = useTRPC()
  // An answer is stored a moment after it was given.
  const moment = { retry: 2, retryDelay: 400 }
  const explained = useQuery({ ...trpc.predictions.explain.queryOptions({ id }), ...moment })
  return (
    <LoadedPage
      title={text.title}
      parent={{ href: `/${project}/endpoints`, label: words.endpoints.title }}
      query={explained}
      what={text.waiting}
    >
      {(found) => (
        <Page
          title={answerText(found.output.prediction)}
          parent={{ href: `/${project}/endpoints/${found.endpoint.name}`, label: found.endpoint.name }}
          note={
            <>
              {found.version?.target} · <RelativeTime at={found.at} />
            </>
          }
          actions={<LineageLink project={project} of={`prediction:${id}`} />}
        >
          <div className="flex flex-col gap-8">
            {found.missing.length > 0 && <Missing missing={found.missing} />}
            {found.again && <Again again={found.again} recorded={found.output} />}
            {found.contributions && (
              <Contributions
                contributions={found.contributions}
                prediction={found.output.prediction}
                row={found.row ?? []}
              />
            )}
            {found.row && (
              <Section title={text.row} about={text.rowAbout}>
                <RowValues row={found.row} />
              </Section>
            )}
            <Section title={text.origin}>
              <Origin project={project} found={found} />
            </Section>
          </div>
        </Page>
      )}
    </LoadedPage>
  )
}

const answerText = (value: unknown) => (typeof value === 'number' ? numberText(value) : cellText(value))

function Missing({ missing }: { missing: { what: keyof typeof text.what; why: string }[] }) {
  return (
    <section aria-label={text.notKept} className="rounded-md bg-warning-soft px-3 py-2.5">
      <h2 className="font-strong">{text.notKept}</h2>
      <ul>
        {missing.map(({ what, why }) => (
          <li key={`${what} ${why}`}>
            {text.what[what]}: <span className="text-soft">{why}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
