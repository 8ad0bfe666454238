'use client'
import { Button } from '../_ui/button.tsx'
import { Dialog } from '../_ui/dialog.tsx'
import { Field } from '../_ui/field.tsx'
import { TextArea } from '../_ui/input.tsx'
import { words } from '../_words/en.ts'

interface EditNotesProps {
  open: boolean
  onOpen: (open: boolean) => void
  title: string
  notes: string
  busy: boolean
  error: string | undefined
  onNotes: (notes: string) => void
}

export function EditNotes({ open, onOpen, title, notes, busy, error, onNotes }: EditNotesProps) {
  return (
    <Dialog open={open} onOpen={onOpen} title={title}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          onNotes(String(new FormData(event.currentTarget).get('notes')))
        }}
      >
        <Field label={words.experiments.notesLabel} hint={words.experiments.notesHint} error={error}>
          <TextArea name="notes" defaultValue={notes} rows={8} maxLength={5000} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpen(false)}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={busy}>
            {words.common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
