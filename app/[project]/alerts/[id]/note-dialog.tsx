'use client'
import { Field } from '../../../_ui/field.tsx'
import { FormDialog } from '../../../_ui/form-dialog.tsx'
import { Input } from '../../../_ui/input.tsx'
import { words } from '../../../_words/en.ts'

interface NoteDialogProps {
  title: string
  about: string
  action: string
  change: { isPending: boolean; error: unknown }
  onNote: (note: string) => void
  onClose: () => void
}

/** Something done to an alert, with a word for the others. */
export function NoteDialog({ title, about, action, change, onNote, onClose }: NoteDialogProps) {
  return (
    <FormDialog
      {...{ title, about, action, onClose }}
      ready={!change.isPending}
      error={change.error}
      onSend={(fields) => onNote(String(fields.get('note')).trim())}
    >
      <Field label={words.alerts.note}>
        <Input name="note" maxLength={500} autoComplete="off" />
      </Field>
    </FormDialog>
  )
}
