'use client'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { Duration } from '../../_ui/duration.tsx'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { IconButton } from '../../_ui/icon-button.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { StatusGlyph } from '../../_ui/status-glyph.tsx'
import { Tabs } from '../../_ui/tabs.tsx'
import { words } from '../../_words/en.ts'
import { useEditor } from '../editor-context.ts'
import { openPast } from '../run/verbs.ts'
import { useWhole } from '../store.ts'

const said = words.canvas.history
const lineLook = 'flex w-full items-center gap-3 rounded-md px-2 py-1.5 text-left hover:bg-hover'

/** Past runs and revisions; each opens as it was. */
export function History({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const [tab, setTab] = useState('runs')
  const close = () => onOpen(false)
  return (
    <Dialog.Root open={open} onOpenChange={onOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 right-0 z-50 flex w-96 max-w-[calc(100vw-48px)] flex-col border-l border-line bg-ground shadow-float"
        >
          <header className="flex items-center justify-between py-2 pr-2 pl-4">
            <Dialog.Title className="text-15">{words.canvas.top.history}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton label={words.common.close}>
                <X />
              </IconButton>
            </Dialog.Close>
          </header>
          <div className="flex min-h-0 grow flex-col [&>div]:min-h-0 [&_[role=tablist]]:px-4 [&_[role=tabpanel]]:overflow-y-auto [&_[role=tabpanel]]:p-2">
            <Tabs
              label={words.canvas.top.history}
              value={tab}
              onValue={setTab}
              tabs={[
                { value: 'runs', label: said.title, content: <Runs onOpened={close} /> },
                { value: 'revisions', label: said.revisions, content: <Revisions onOpened={close} /> },
              ]}
            />
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Runs({ onOpened }: { onOpened: () => void }) {
  const editor = useEditor()
  const current = useWhole(editor.run)
  const { data } = useQuery({
    queryKey: ['canvas', 'runs', editor.pipelineId, current?.id, current?.status],
    queryFn: () => editor.api.runs(),
  })
  if (data?.length === 0) return <EmptyState title={said.none} hint={said.noneHint} />
  return (
    <ul>
      {data?.map(({ id, status, createdAt, startedAt, endedAt, revision, startedBy, fault }) => (
        <li key={id}>
          <button
            type="button"
            className={lineLook}
            onClick={() => {
              onOpened()
              void openPast(editor, revision, id)
            }}
          >
            <StatusGlyph status={status} />
            <span className="min-w-0 grow">
              <span className="block">
                <RelativeTime at={createdAt} />
                <span className="text-faint"> · {startedBy}</span>
              </span>
              <span className="block truncate text-12 text-faint">
                {said.revision(revision)}
                {fault && ` · ${fault.message}`}
              </span>
            </span>
            {startedAt && endedAt && <Duration milliseconds={endedAt.getTime() - startedAt.getTime()} />}
          </button>
        </li>
      ))}
    </ul>
  )
}

function Revisions({ onOpened }: { onOpened: () => void }) {
  const editor = useEditor()
  const { revision } = useWhole(editor.saving)
  const { data } = useQuery({
    queryKey: ['canvas', 'revisions', editor.pipelineId, revision],
    queryFn: () => editor.api.revisions(),
  })
  return (
    <ul>
      {data?.map(({ number, createdAt, createdBy }, index) => (
        <li key={number}>
          <button
            type="button"
            className={lineLook}
            onClick={() => {
              onOpened()
              void openPast(editor, number)
            }}
          >
            <span className="figures w-8 text-right text-soft">{number}</span>
            <span className="grow">
              <RelativeTime at={createdAt} />
              {createdBy && <span className="text-faint"> · {createdBy}</span>}
            </span>
            {index === 0 && <span className="text-12 text-faint">{said.newest}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}
