'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Page } from '../../_frame/page.tsx'
import { List } from '../../_list/list.tsx'
import type { ListColumn } from '../../_list/list-column.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { ButtonLink } from '../../_ui/button-link.tsx'
import { ConfirmByName } from '../../_ui/confirm-by-name.tsx'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { MoreMenu } from '../../_ui/more-menu.tsx'
import { PipelinePicture } from '../../_ui/pipeline-picture.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { StatusGlyph } from '../../_ui/status-glyph.tsx'
import { toast } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'
import { CreatePipeline } from './create-pipeline.tsx'
import { RenamePipeline } from './rename-pipeline.tsx'

type Row = Outputs['pipelines']['list'][number]
const text = words.pipelines

const columns: [ListColumn<Row>, ...ListColumn<Row>[]] = [
  { key: 'name', title: text.columns.name, by: ({ name }) => name, render: ({ name }) => name },
  {
    key: 'graph',
    title: text.columns.graph,
    minor: true,
    render: ({ name, spec }) => (
      <PipelinePicture
        spec={spec}
        label={words.welcome.picture(name, Object.keys(spec.nodes).length)}
        className="h-7 w-36"
      />
    ),
  },
  {
    key: 'run',
    title: text.columns.lastRun,
    by: ({ lastRun }) => lastRun && new Date(lastRun.createdAt),
    render: ({ lastRun }) =>
      lastRun ? (
        <span className="flex items-center gap-2">
          <StatusGlyph status={lastRun.status} />
          <RelativeTime at={lastRun.createdAt} />
        </span>
      ) : (
        <span className="text-faint">{text.never}</span>
      ),
  },
  {
    key: 'changed',
    title: text.columns.changed,
    minor: true,
    by: ({ updatedAt }) => updatedAt,
    render: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
  },
  {
    key: 'revision',
    title: text.columns.revision,
    align: 'right',
    minor: true,
    by: ({ revision }) => revision,
    render: ({ revision }) => <span className="figures">{revision}</span>,
  },
]

export function PipelinesPage({ project }: { project: string }) {
  const trpc = useTRPC()
  const list = useQuery(trpc.pipelines.list.queryOptions())
  const [removing, setRemoving] = useState<Row>()
  const [renaming, setRenaming] = useState<Row>()
  const remove = useMutation(trpc.pipelines.remove.mutationOptions({ onSuccess: () => list.refetch() }))
  return (
    <Page title={text.title} actions={<CreatePipeline project={project} look="primary" />}>
      <Loaded query={list} what={text.many}>
        {(rows) => (
          <List
            {...text}
            rows={rows}
            columns={columns}
            id={({ id }) => id}
            href={({ slug }) => `/${project}/pipelines/${slug}`}
            text={({ name, spec }) => `${name} ${spec.description ?? ''}`}
            order="-changed"
            empty={
              <EmptyState
                title={text.empty}
                hint={text.emptyHint}
                action={
                  <ButtonLink look="primary" href="/">
                    {words.welcome.templates}
                  </ButtonLink>
                }
              />
            }
            actions={(row) => (
              <MoreMenu
                groups={[
                  [{ label: words.common.rename, onSelect: () => setRenaming(row) }],
                  [{ label: text.delete, danger: true, onSelect: () => setRemoving(row) }],
                ]}
              />
            )}
          />
        )}
      </Loaded>
      <RenamePipeline pipeline={renaming} onDone={() => setRenaming(undefined)} />
      <ConfirmByName
        open={removing !== undefined}
        onOpen={() => setRemoving(undefined)}
        title={text.deleteTitle(removing?.name ?? '')}
        consequence={text.deleteConsequence}
        name={removing?.name ?? ''}
        action={text.deleteAction}
        onConfirm={() =>
          remove.mutateAsync({ id: removing?.id ?? '' }, { onSuccess: () => toast(text.deleted(removing?.name ?? '')) })
        }
      />
    </Page>
  )
}
