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

type Row = Outputs['demos']['list'][number]
const text = words.demos

const ofText = ({ of }: Row) => ('model' in of ? text.versionOf(of.model, of.number) : text.endpointOf(of.endpoint))

const columns: [ListColumn<Row>, ...ListColumn<Row>[]] = [
  { key: 'title', title: text.columns.name, by: ({ title }) => title, render: ({ title }) => title },
  {
    key: 'of',
    title: text.columns.of,
    by: ofText,
    render: (row) =>
      row.ended ? (
        <>
          {ofText(row)} <span className="text-warning">· {text.ended}</span>
        </>
      ) : (
        ofText(row)
      ),
  },
  {
    key: 'rule',
    title: text.columns.rule,
    minor: true,
    by: ({ rule }) => rule,
    render: ({ rule }) => text.rules[rule],
  },
  {
    key: 'links',
    title: text.columns.links,
    minor: true,
    align: 'right',
    by: ({ links }) => links,
    render: ({ links }) => <NumberText value={links} />,
  },
  {
    key: 'answers',
    title: text.columns.answers,
    align: 'right',
    by: ({ answers }) => answers,
    render: ({ answers }) => <NumberText value={answers} />,
  },
  {
    key: 'created',
    title: text.columns.created,
    minor: true,
    by: ({ createdAt }) => createdAt,
    render: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
]

export function DemosPage({ project }: { project: string }) {
  const trpc = useTRPC()
  const list = useQuery(trpc.demos.list.queryOptions())
  return (
    <Page title={text.title}>
      <Loaded query={list} what={text.many}>
        {(rows) => (
          <List
            {...text}
            rows={rows}
            columns={columns}
            id={({ id }) => id}
            href={({ name }) => `/${project}/demos/${name}`}
            text={(row) => `${row.name} ${row.title} ${ofText(row)} ${row.ended ? text.ended : ''}`}
            order="title"
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
