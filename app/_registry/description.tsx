'use client'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../_ui/button.tsx'
import { Dialog } from '../_ui/dialog.tsx'
import { Field } from '../_ui/field.tsx'
import { IconButton } from '../_ui/icon-button.tsx'
import { TextArea } from '../_ui/input.tsx'
import { words } from '../_words/en.ts'

const text = words.registry

/** A few sentences that can be rewritten. */
export function Description({ value, onSave }: { value: string | null; onSave: (value: string) => void }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      {value ? (
        <span className="max-w-160 break-words whitespace-pre-wrap">{value}</span>
      ) : (
        <span className="text-faint">{text.noDescription}</span>
      )}
      <IconButton label={text.editDescription} onClick={() => setOpen(true)}>
        <Pencil />
      </IconButton>
      <Dialog open={open} onOpen={setOpen} title={text.editDescription}>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            onSave(String(new FormData(event.currentTarget).get('description')).trim())
            setOpen(false)
          }}
        >
          <Field label={text.description}>
            <TextArea name="description" defaultValue={value ?? ''} rows={5} maxLength={5000} />
          </Field>
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{words.common.cancel}</Button>
            <Button look="primary" type="submit">
              {words.common.save}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
