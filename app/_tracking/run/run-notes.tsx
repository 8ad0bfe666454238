'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '../../_frame/page.tsx'
import { useTRPC } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { Markdown } from '../../_ui/markdown.tsx'
import { words } from '../../_words/en.ts'
import { EditNotes } from '../edit-notes.tsx'
import { notesOf, noteTag } from '../notes.ts'
import type { Run } from './run.ts'

const text = words.tracking

export function RunNotes({ run }: { run: Run }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [editing, setEditing] = useState(false)
  const log = useMutation(
    trpc.tracked.log.mutationOptions({
      onSuccess: () => setEditing(false),
      onSettled: () => queries.invalidateQueries(trpc.tracked.get.queryFilter({ id: run.id })),
    }),
  )
  const notes = notesOf({ description: null, tags: run.tags })
  return (
    <Section
      title={text.notes}
      actions={!run.deletedAt && <Button onClick={() => setEditing(true)}>{text.editNotes}</Button>}
    >
      {notes ? <Markdown text={notes} /> : <p className="text-faint">{text.noNotes}</p>}
      <EditNotes
        open={editing}
        onOpen={setEditing}
        title={words.experiments.notesTitle(run.name)}
        notes={notes}
        busy={log.isPending}
        error={log.error ? faultText(log.error).message : undefined}
        onNotes={(value) => log.mutate({ id: run.id, tags: [{ key: noteTag, value }] })}
      />
    </Section>
  )
}
