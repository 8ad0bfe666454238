'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Page } from '../../../_frame/page.tsx'
import { List } from '../../../_list/list.tsx'
import type { ListColumn } from '../../../_list/list-column.ts'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { Button } from '../../../_ui/button.tsx'
import { EmptyState } from '../../../_ui/empty-state.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { words } from '../../../_words/en.ts'
import { ChannelActions } from './channel-actions.tsx'
import { ChannelDialog } from './channel-dialog.tsx'
import { LastMessage } from './last-message.tsx'

type Row = Outputs['channels']['list'][number]
const text = words.channels

const columns: [ListColumn<Row>, ...ListColumn<Row>[]] = [
  {
    key: 'name',
    title: text.columns.name,
    by: ({ name }) => name,
    render: ({ name, target, pausedAt }) => (
      <span className="flex flex-col">
        <span>
          <span className="font-strong wrap-anywhere">{name}</span>
          {pausedAt && <span className="text-faint"> · {text.paused}</span>}
        </span>
        <span className="text-12 wrap-anywhere text-soft">{whereTo(target)}</span>
      </span>
    ),
  },
  {
    key: 'takes',
    title: text.columns.takes,
    minor: true,
    render: ({ from, kinds }) => text.takes(words.alerts.severities[from], kinds),
  },
  { key: 'last', title: text.columns.last, render: (row) => <LastMessage channel={row} /> },
]

function whereTo(target: Row['target']): string {
  if (target.type === 'email') return target.to.join(', ')
  return target.type === 'webhook' ? target.url : text.slackOf(target.secret)
}

export function ChannelsPage({ project }: { project: string }) {
  const trpc = useTRPC()
  const [creating, setCreating] = useState(false)
  const list = useQuery(trpc.channels.list.queryOptions())
  const create = (
    <Button look="primary" onClick={() => setCreating(true)}>
      {text.create}
    </Button>
  )
  return (
    <Page
      title={text.title}
      parent={{ href: `/${project}/settings`, label: words.settings.title }}
      actions={Boolean(list.data?.length) && create}
    >
      <p className="max-w-160 text-soft">{text.about}</p>
      <Loaded query={list} what={text.many}>
        {(rows) => (
          <List
            {...text}
            rows={rows}
            columns={columns}
            id={({ id }) => id}
            text={({ name, target }) => `${name} ${whereTo(target)}`}
            order="name"
            actions={(row) => <ChannelActions channel={row} />}
            empty={<EmptyState title={text.empty} hint={text.emptyHint} action={create} />}
          />
        )}
      </Loaded>
      {creating && <ChannelDialog onClose={() => setCreating(false)} />}
    </Page>
  )
}
