'use client'
import { Button } from '../../../_ui/button.tsx'
import { Dialog } from '../../../_ui/dialog.tsx'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { faultText } from '../../../_ui/fault-text.ts'
import { Field } from '../../../_ui/field.tsx'
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
    <Dialog open onOpen={onClose} title={title} about={about}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          onNote(String(new FormData(event.currentTarget).get('note')).trim())
        }}
      >
        <Field label={words.alerts.note}>
          <Input name="note" maxLength={500} autoComplete="off" />
        </Field>
        {Boolean(change.error) && <FaultNotice fault={faultText(change.error)} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={change.isPending}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
