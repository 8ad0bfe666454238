'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Page } from '../../_frame/page.tsx'
import { List } from '../../_list/list.tsx'
import type { ListColumn } from '../../_list/list-column.ts'
import { useAddress } from '../../_list/use-address.ts'
import { experimentHref } from '../../_tracking/address.ts'
import { notesOf, shownTags } from '../../_tracking/notes.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { NumberText } from '../../_ui/number-text.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { CreateExperiment } from './create-experiment.tsx'
import { ExperimentMenu } from './experiment-menu.tsx'

type Row = Outputs['experiments']['list'][number]
const text = words.experiments

const columns: [ListColumn<Row>, ...ListColumn<Row>[]] = [
  { key: 'name', title: text.columns.name, by: ({ name }) => name, render: ({ name }) => name },
  {
    key: 'runs',
    title: text.columns.runs,
    align: 'right',
    by: ({ runs }) => runs,
    render: ({ runs }) => <NumberText value={runs} />,
  },
  {
    key: 'last',
    title: text.columns.last,
    by: ({ lastRunAt }) => lastRunAt,
    render: ({ lastRunAt }) =>
      lastRunAt === null ? <span className="text-faint">{text.none}</span> : <RelativeTime at={new Date(lastRunAt)} />,
  },
  {
    key: 'notes',
    title: text.columns.notes,
    minor: true,
    by: notesOf,
    render: (row) => <span className="line-clamp-1 max-w-96 text-soft">{notesOf(row)}</span>,
  },
  {
    key: 'tags',
    title: text.columns.tags,
    minor: true,
    render: (row) => (
      <span className="flex flex-wrap gap-1">
        {shownTags(row.tags).map(({ key, value }) => (
          <code key={key} className="max-w-48 truncate rounded-md bg-sunken px-1.5">
            {key}={value}
          </code>
        ))}
      </span>
    ),
  },
  {
    key: 'number',
    title: text.columns.number,
    minor: true,
    align: 'right',
    by: ({ number }) => number,
    render: ({ number }) => <span className="figures text-faint">{number}</span>,
  },
]

export function ExperimentsPage({ project }: { project: string }) {
  const trpc = useTRPC()
  const address = useAddress()
  const lifecycle = address.get('trash') ? 'deleted' : 'active'
  const list = useQuery(trpc.experiments.list.queryOptions({ lifecycle }, { placeholderData: keepPreviousData }))
  return (
    <Page title={text.title} actions={<CreateExperiment project={project} />}>
      <Loaded query={list} what={text.many}>
        {(rows) => (
          <List
            {...text}
            rows={rows}
            columns={columns}
            id={({ id }) => id}
            href={(row) => experimentHref(project, row) + (lifecycle === 'deleted' ? '?trash=1' : '')}
            text={(row) =>
              `${row.name} ${notesOf(row)} ${shownTags(row.tags).map(({ key, value }) => `${key}=${value}`)}`
            }
            order="-last"
            filters={
              <Select
                aria-label={text.which}
                className="w-36!"
                value={lifecycle === 'deleted' ? '1' : ''}
                options={[
                  { value: '', label: text.active },
                  { value: '1', label: text.trash },
                ]}
                onValue={(value) => address.set({ trash: value || undefined })}
              />
            }
            empty={
              lifecycle === 'deleted' ? (
                <EmptyState title={text.emptyTrash} hint={text.emptyTrashHint} />
              ) : (
                <EmptyState title={text.empty} hint={text.emptyHint} action={<CreateExperiment project={project} />} />
              )
            }
            actions={(row) => <ExperimentMenu experiment={row} />}
          />
        )}
      </Loaded>
    </Page>
  )
}
