'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Page, Section } from '../../../_frame/page.tsx'
import { useAddress } from '../../../_list/use-address.ts'
import { ComparisonTable } from '../../../_registry/comparison-table.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import { Checkbox } from '../../../_ui/checkbox.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { MetricText, NumberText } from '../../../_ui/number-text.tsx'
import { words } from '../../../_words/en.ts'
import { metricTitle } from '../metrics.ts'

const text = words.registry

interface CompareProps {
  project: string
  name: string
  numbers: readonly number[]
}

/** Versions of a model side by side, what differs first. */
export function Compare({ project, name, numbers }: CompareProps) {
  const trpc = useTRPC()
  const address = useAddress()
  const only = address.get('only') === 'differs'
  const comparison = useQuery(
    trpc.models.compare.queryOptions({ versions: numbers.map((number) => ({ name, number })) }),
  )
  const shown = <R extends { differs: 'differs' | 'same' }>(rows: readonly R[]) =>
    only ? rows.filter(({ differs }) => differs === 'differs') : rows
  return (
    <Page
      title={name}
      note={text.compareTitle(numbers.length)}
      parent={{ href: `/${project}/models/${encodeURIComponent(name)}?tab=versions`, label: text.backToVersions }}
      actions={
        <Checkbox
          label={text.compareOnly}
          checked={only}
          onChecked={(on) => address.set({ only: on ? 'differs' : undefined })}
        />
      }
    >
      <Loaded query={comparison} what={text.many}>
        {({ versions, metrics, params, data, signature, facts }) => {
          const heads = versions.map(({ number, aliases }) => (
            <Link key={number} className="link whitespace-nowrap" href={`?version=${number}`}>
              {words.models.version(number)}
              {aliases.map((alias) => ` @${alias}`)}
            </Link>
          ))
          const { compareSections: titles, compareFacts } = text
          const code = (name: string) => <code>{name}</code>
          return (
            <div className="flex flex-col gap-8">
              <Section title={titles.metrics}>
                <ComparisonTable
                  title={titles.metrics}
                  heads={heads}
                  rows={shown(metrics)}
                  label={(metric) => <span className="first-letter:uppercase">{metricTitle(metric)}</span>}
                  render={(value) => <MetricText value={value} />}
                  align="right"
                />
              </Section>
              <Section title={titles.params}>
                <ComparisonTable
                  title={titles.params}
                  heads={heads}
                  rows={shown(params)}
                  label={code}
                  render={(value) => <code>{value}</code>}
                />
              </Section>
              <Section title={titles.data}>
                <ComparisonTable
                  title={titles.data}
                  heads={heads}
                  rows={shown(data)}
                  label={code}
                  render={(value) => value}
                />
              </Section>
              <Section title={titles.signature}>
                <ComparisonTable
                  title={titles.signature}
                  heads={heads}
                  rows={shown(signature)}
                  label={code}
                  render={(value) => value}
                />
              </Section>
              <Section title={titles.facts}>
                <ComparisonTable
                  title={titles.facts}
                  heads={heads}
                  rows={shown(facts)}
                  label={(fact) => compareFacts[fact as keyof typeof compareFacts] ?? fact}
                  render={(value) => <NumberText value={value} />}
                  align="right"
                />
              </Section>
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}
