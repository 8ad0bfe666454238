'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Page } from '../../_frame/page.tsx'
import { List } from '../../_list/list.tsx'
import type { ListColumn } from '../../_list/list-column.ts'
import { useAddress } from '../../_list/use-address.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { ButtonLink } from '../../_ui/button-link.tsx'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { Select } from '../../_ui/select.tsx'
import { StatusGlyph } from '../../_ui/status-glyph.tsx'
import { words } from '../../_words/en.ts'
import { readStatus, runStatuses } from './read-status.ts'
import { Took } from './took.tsx'

type Row = Outputs['runs']['list']['runs'][number]
const text = words.runs

const columns: [ListColumn<Row>, ...ListColumn<Row>[]] = [
  {
    key: 'pipeline',
    title: text.columns.pipeline,
    by: ({ pipeline }) => pipeline.name,
    render: ({ pipeline }) => pipeline.name,
  },
  {
    key: 'status',
    title: text.columns.status,
    by: ({ status }) => status,
    render: ({ status, steps, fault }) => (
      <span className="flex flex-wrap items-center gap-x-2">
        <StatusGlyph status={status} label="shown" />
        {status === 'running' && <span className="figures text-faint">{text.stepsOf(steps.ended, steps.all)}</span>}
        {fault && <span className="hidden max-w-80 truncate text-soft lg:inline">{fault.message}</span>}
      </span>
    ),
  },
  {
    key: 'started',
    title: text.columns.started,
    by: ({ createdAt }) => createdAt,
    render: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
  {
    key: 'took',
    title: text.columns.took,
    align: 'right',
    minor: true,
    by: ({ startedAt, endedAt }) => startedAt && endedAt && endedAt.getTime() - startedAt.getTime(),
    render: (run) => <Took {...run} />,
  },
  {
    key: 'revision',
    title: text.columns.revision,
    align: 'right',
    minor: true,
    by: ({ revision }) => revision,
    render: ({ revision }) => <span className="figures">{revision}</span>,
  },
  { key: 'by', title: text.columns.by, minor: true, by: ({ startedBy }) => startedBy, render: (row) => row.startedBy },
]

export function RunsPage({ project }: { project: string }) {
  const trpc = useTRPC()
  const address = useAddress()
  const status = address.get('status')
  const list = useQuery(trpc.runs.list.queryOptions(readStatus(status), { placeholderData: keepPreviousData }))
  return (
    <Page title={text.title}>
      <Loaded query={list} what={text.many}>
        {({ runs }) => (
          <List
            {...text}
            rows={runs}
            columns={columns}
            id={({ id }) => id}
            href={({ id }) => `/${project}/runs/${id}`}
            text={({ pipeline, startedBy, fault, id }) => `${pipeline.name} ${startedBy} ${fault?.message ?? ''} ${id}`}
            order="-started"
            filters={
              (runs.length > 0 || status) && (
                <Select
                  aria-label={text.filter}
                  className="w-36!"
                  value={status ?? ''}
                  placeholder={text.all}
                  options={runStatuses.map((value) => ({ value, label: words.status[value] }))}
                  onValue={(value) => address.set({ status: value || undefined })}
                />
              )
            }
            empty={
              status ? (
                <p className="py-8 text-soft">{text.noneWith(words.status[status as Row['status']] ?? status)}</p>
              ) : (
                <EmptyState
                  title={text.empty}
                  hint={text.emptyHint}
                  action={
                    <ButtonLink look="primary" href={`/${project}/pipelines`}>
                      {text.openPipelines}
                    </ButtonLink>
                  }
                />
              )
            }
          />
        )}
      </Loaded>
    </Page>
  )
}
