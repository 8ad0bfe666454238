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
import { StatusGlyph } from '../../_ui/status-glyph.tsx'
import { words } from '../../_words/en.ts'
import { CreateSchedule } from './create-schedule.tsx'
import { timingText } from './timing-text.ts'

type Row = Outputs['schedules']['list'][number]
const text = words.schedules

const columns: [ListColumn<Row>, ...ListColumn<Row>[]] = [
  { key: 'name', title: text.columns.name, by: ({ name }) => name, render: ({ name }) => name },
  {
    key: 'when',
    title: text.columns.when,
    render: ({ timing, pausedAt }) => (
      <span className="inline-block min-w-24 wrap-anywhere">
        {timingText(timing)}
        {pausedAt && <span className="text-faint"> · {text.paused}</span>}
      </span>
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
    by: ({ last }) => last?.scheduledAt,
    render: ({ last }) =>
      last ? (
        <span className="flex items-center gap-2">
          <StatusGlyph status={last.status ?? 'failed'} />
          <RelativeTime at={last.scheduledAt} />
        </span>
      ) : (
        <span className="text-faint">{text.never}</span>
      ),
  },
]

export function SchedulesPage({ project }: { project: string }) {
  const trpc = useTRPC()
  const list = useQuery(trpc.schedules.list.queryOptions())
  return (
    <Page title={text.title} actions={Boolean(list.data?.length) && <CreateSchedule project={project} />}>
      <Loaded query={list} what={text.many}>
        {(rows) => (
          <List
            {...text}
            rows={rows}
            columns={columns}
            id={({ id }) => id}
            href={({ name }) => `/${project}/schedules/${encodeURIComponent(name)}`}
            text={({ name, pipeline }) => `${name} ${pipeline.name}`}
            order="name"
            empty={
              <EmptyState title={text.empty} hint={text.emptyHint} action={<CreateSchedule project={project} />} />
            }
          />
        )}
      </Loaded>
    </Page>
  )
}
