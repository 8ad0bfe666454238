'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { Tags } from '../../_registry/tags.tsx'
import { EditNotes } from '../../_tracking/edit-notes.tsx'
import { notesOf, shownTags } from '../../_tracking/notes.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { Button } from '../../_ui/button.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { Markdown } from '../../_ui/markdown.tsx'
import { toastFault } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'

const text = words.experiments

/** What people wrote about an experiment, and how they tagged it: both can be changed here. */
export function AboutExperiment({ experiment }: { experiment: Outputs['experiments']['get'] }) {
  const { number, name } = experiment
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [editing, setEditing] = useState(false)
  const settled = { onSettled: () => queries.invalidateQueries(trpc.experiments.pathFilter()) }
  const update = useMutation(
    trpc.experiments.update.mutationOptions({ ...settled, onSuccess: () => setEditing(false) }),
  )
  const set = useMutation(trpc.experiments.setTag.mutationOptions({ ...settled, onError: toastFault }))
  const remove = useMutation(trpc.experiments.removeTag.mutationOptions({ ...settled, onError: toastFault }))
  const notes = notesOf(experiment)
  return (
    <div className="-mt-2 flex flex-col items-start gap-2">
      {notes && <Markdown text={notes} />}
      <div className="flex flex-wrap items-center gap-1.5">
        <Button look="quiet" className="-ml-2" onClick={() => setEditing(true)}>
          <Pencil aria-hidden />
          {notes ? text.editNotes : text.addNotes}
        </Button>
        <fieldset aria-label={text.tags} className="contents">
          <Tags
            tags={shownTags(experiment.tags)}
            onSet={(tag) => set.mutate({ number, ...tag })}
            onRemove={(key) => remove.mutate({ number, key })}
          />
        </fieldset>
      </div>
      <EditNotes
        open={editing}
        onOpen={setEditing}
        title={text.notesTitle(name)}
        notes={notes}
        busy={update.isPending}
        error={update.error ? faultText(update.error).message : undefined}
        onNotes={(description) => update.mutate({ number, description })}
      />
    </div>
  )
}
