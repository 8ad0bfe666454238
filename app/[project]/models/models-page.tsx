'use client'
import { useQuery } from '@tanstack/react-query'
import { Page } from '../../_frame/page.tsx'
import { List } from '../../_list/list.tsx'
import type { ListColumn } from '../../_list/list-column.ts'
import { AliasText, Chip } from '../../_registry/chip.tsx'
import { RestoreVersion } from '../../_registry/restore-version.tsx'
import { useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { ButtonLink } from '../../_ui/button-link.tsx'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { MetricText } from '../../_ui/number-text.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'
import { mainMetric, metricTitle } from './metrics.ts'

type Row = Outputs['models']['list'][number]
const text = words.models

const columns: [ListColumn<Row>, ...ListColumn<Row>[]] = [
  { key: 'name', title: text.columns.name, by: ({ name }) => name, render: ({ name }) => name },
  {
    key: 'version',
    title: text.columns.version,
    align: 'right',
    by: ({ newest }) => newest.number,
    render: ({ newest }) => <span className="figures">{newest.number}</span>,
  },
  {
    key: 'aliases',
    title: words.registry.columns.aliases,
    minor: true,
    render: ({ aliases }) => (
      <span className="flex flex-wrap gap-1">
        {aliases.slice(0, 4).map(({ alias, number }) => (
          <Chip key={alias}>
            <AliasText alias={alias} /> <span className="text-soft">{number}</span>
          </Chip>
        ))}
      </span>
    ),
  },
  {
    key: 'predicts',
    title: text.columns.predicts,
    minor: true,
    by: ({ newest }) => newest.target,
    render: ({ newest }) =>
      newest.task ? (
        <>
          <code>{newest.target}</code> <span className="text-faint">{text.tasks[newest.task]}</span>
        </>
      ) : (
        <span className="text-faint">{words.registry.files}</span>
      ),
  },
  {
    key: 'metric',
    title: text.columns.metric,
    align: 'right',
    by: ({ newest }) => mainMetric(newest.metrics)?.value,
    render: ({ newest }) => {
      const main = mainMetric(newest.metrics)
      return (
        main && (
          <>
            <span className="text-faint max-md:sr-only">{metricTitle(main.name)}</span>{' '}
            <MetricText value={main.value} />
          </>
        )
      )
    },
  },
  {
    key: 'created',
    title: text.columns.created,
    minor: true,
    by: ({ newest }) => newest.createdAt,
    render: ({ newest }) => <RelativeTime at={newest.createdAt} />,
  },
]

const searchText = ({ name, newest, description, tags, aliases }: Row) =>
  [
    ...[name, newest.target ?? '', description ?? ''],
    ...tags.map(({ key, value }) => `${key}:${value}`),
    ...aliases.map(({ alias }) => `@${alias}`),
  ].join(' ')

export function ModelsPage({ project }: { project: string }) {
  const trpc = useTRPC()
  const list = useQuery(trpc.models.list.queryOptions())
  const requests = useQuery(trpc.approvals.list.queryOptions({ state: 'pending' }))
  const releases = useQuery(trpc.releases.list.queryOptions({ state: 'waiting' }))
  const waiting = (requests.data?.length ?? 0) + (releases.data?.length ?? 0)
  return (
    <Page
      title={text.title}
      actions={
        <>
          <ButtonLink href={`/${project}/import-onnx`}>{words.onnx.open}</ButtonLink>
          <RestoreVersion project={project} />
          <ButtonLink href={`/${project}/approvals`}>
            {waiting > 0 ? words.approvals.open(waiting) : words.approvals.title}
          </ButtonLink>
        </>
      }
    >
      <Loaded query={list} what={text.many}>
        {(rows) => (
          <List
            {...text}
            rows={rows}
            columns={columns}
            id={({ id }) => id}
            href={({ name }) => `/${project}/models/${encodeURIComponent(name)}`}
            text={searchText}
            order="-created"
            empty={
              <EmptyState
                title={text.empty}
                hint={text.emptyHint}
                action={
                  <ButtonLink look="primary" href={`/${project}/pipelines`}>
                    {words.runs.openPipelines}
                  </ButtonLink>
                }
              />
            }
          />
        )}
      </Loaded>
    </Page>
  )
}
