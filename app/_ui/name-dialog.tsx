'use client'
import { words } from '../_words/en.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'
import { Input } from './input.tsx'

interface NameDialogProps {
  open: boolean
  onOpen: (open: boolean) => void
  title: string
  label: string
  /** What it is called now. */
  name?: string
  action: string
  busy?: boolean
  error?: string | undefined
  onName: (name: string) => void
}

/** Asks for one name. */
export function NameDialog({ open, onOpen, title, label, name, action, busy, error, onName }: NameDialogProps) {
  return (
    <Dialog open={open} onOpen={onOpen} title={title}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          onName(String(new FormData(event.currentTarget).get('name')).trim())
        }}
      >
        <Field label={label} error={error}>
          <Input name="name" defaultValue={name} required maxLength={120} autoComplete="off" />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpen(false)}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
