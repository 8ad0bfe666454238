'use client'
import { useQuery } from '@tanstack/react-query'
import { Page } from '../../_frame/page.tsx'
import { List } from '../../_list/list.tsx'
import type { ListColumn } from '../../_list/list-column.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'
import { CreateTrigger } from './create-trigger.tsx'
import { OutcomeGlyph } from './outcome-glyph.tsx'
import { watchText } from './watch-text.ts'

type Row = Outputs['triggers']['list'][number]
const text = words.triggers

const columns: [ListColumn<Row>, ...ListColumn<Row>[]] = [
  { key: 'name', title: text.columns.name, by: ({ name }) => name, render: ({ name }) => name },
  {
    key: 'on',
    title: text.columns.on,
    by: ({ kind }) => kind,
    render: ({ watch, watched, pausedAt, fault }) => (
      <>
        {watchText(watch, watched ?? undefined)}
        {pausedAt && <span className="text-faint"> · {text.paused}</span>}
        {fault && !pausedAt && (
          <span className="text-danger" title={fault.message}>
            {' '}
            · {text.failing}
          </span>
        )}
      </>
    ),
  },
  {
    key: 'pipeline',
    title: text.columns.pipeline,
    minor: true,
    by: ({ pipeline }) => pipeline.name,
    render: ({ pipeline }) => pipeline.name,
  },
  {
    key: 'last',
    title: text.columns.last,
    by: ({ last }) => last?.arrivedAt,
    render: ({ last }) =>
      last ? (
        <span className="flex items-center gap-2">
          <OutcomeGlyph outcome={last.outcome} status={last.status} />
          <RelativeTime at={last.arrivedAt} />
        </span>
      ) : (
        <span className="text-faint">{text.never}</span>
      ),
  },
]

export function TriggersPage({ project }: { project: string }) {
  const trpc = useTRPC()
  const list = useQuery(trpc.triggers.list.queryOptions())
  return (
    <Page title={text.title} actions={Boolean(list.data?.length) && <CreateTrigger project={project} />}>
      <Loaded query={list} what={text.many}>
        {(rows) => (
          <List
            {...text}
            rows={rows}
            columns={columns}
            id={({ id }) => id}
            href={({ name }) => `/${project}/triggers/${encodeURIComponent(name)}`}
            text={({ name, pipeline, watch, watched }) =>
              `${name} ${pipeline.name} ${watchText(watch, watched ?? undefined)}`
            }
            order="name"
            empty={<EmptyState title={text.empty} hint={text.emptyHint} action={<CreateTrigger project={project} />} />}
          />
        )}
      </Loaded>
    </Page>
  )
}
