'use client'
import { useQuery } from '@tanstack/react-query'
import { Page } from '../../_frame/page.tsx'
import { List } from '../../_list/list.tsx'
import type { ListColumn } from '../../_list/list-column.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { ButtonLink } from '../../_ui/button-link.tsx'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { NumberText } from '../../_ui/number-text.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'

type Row = Outputs['endpoints']['list'][number]
const text = words.endpoints

const columns: [ListColumn<Row>, ...ListColumn<Row>[]] = [
  { key: 'name', title: text.columns.name, by: ({ name }) => name, render: ({ name }) => name },
  {
    key: 'model',
    title: text.columns.model,
    by: ({ targets }) => targets[0]?.model,
    render: ({ targets }) =>
      targets.map(({ model, number }) => `${model}, ${words.models.version(number).toLowerCase()}`).join('; ') ||
      text.nobody,
  },
  {
    key: 'predictions',
    title: text.columns.predictions,
    align: 'right',
    by: ({ predictions }) => predictions,
    render: ({ predictions }) => <NumberText value={predictions} />,
  },
  {
    key: 'changed',
    title: text.columns.changed,
    minor: true,
    by: ({ routedAt }) => routedAt,
    render: ({ routedAt }) => routedAt && <RelativeTime at={routedAt} />,
  },
]

export function EndpointsPage({ project }: { project: string }) {
  const trpc = useTRPC()
  const list = useQuery(trpc.endpoints.list.queryOptions())
  return (
    <Page title={text.title}>
      <Loaded query={list} what={text.many}>
        {(rows) => (
          <List
            {...text}
            rows={rows}
            columns={columns}
            id={({ id }) => id}
            href={({ name }) => `/${project}/endpoints/${name}`}
            text={({ name, targets }) => `${name} ${targets.map(({ model }) => model).join(' ')}`}
            order="name"
            empty={
              <EmptyState
                title={text.empty}
                hint={text.emptyHint}
                action={
                  <ButtonLink look="primary" href={`/${project}/models`}>
                    {text.openModels}
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
