'use client'
import { skipToken, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Section } from '../_frame/page.tsx'
import { ComparisonTable } from '../_registry/comparison-table.tsx'
import { useTRPC } from '../_trpc/client.tsx'
import { Loaded } from '../_ui/loaded.tsx'
import { MetricText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'
import { metricTitle } from '../[project]/models/metrics.ts'
import type { Release } from './steps.tsx'

const text = words.releases

/** Figures of the test rows, where there are any: those on which a training was tuned flatter it. */
function tested<T extends { name: string }>(metrics: T[]): T[] {
  const own = metrics.filter(({ name }) => !name.startsWith('validation.'))
  return own.length > 0 ? own : metrics
}

/** What both versions of a release reached in their own tests, for who decides. */
export function VersionFigures({ project, from, to }: Pick<Release, 'from' | 'to'> & { project: string }) {
  const trpc = useTRPC()
  const versions = [from, to].flatMap(({ model, number }) =>
    model && number !== null ? [{ name: model, number }] : [],
  )
  const figures = useQuery(trpc.models.compare.queryOptions(versions.length === 2 ? { versions } : skipToken))
  if (versions.length < 2) return null
  return (
    <Section title={text.ownFigures} about={text.ownFiguresAbout}>
      <Loaded query={figures} what={words.registry.many}>
        {(found) => (
          <div className="max-w-160">
            <ComparisonTable
              title={text.ownFigures}
              heads={versions.map(({ name, number }) => (
                <Link
                  key={`${name} ${number}`}
                  className="link whitespace-nowrap"
                  href={`/${project}/models/${encodeURIComponent(name)}?version=${number}`}
                >
                  {name}, {number}
                </Link>
              ))}
              rows={tested(found.metrics)}
              label={(metric) => <span className="first-letter:uppercase">{metricTitle(metric)}</span>}
              render={(value) => <MetricText value={value} />}
              align="right"
            />
          </div>
        )}
      </Loaded>
    </Section>
  )
}
