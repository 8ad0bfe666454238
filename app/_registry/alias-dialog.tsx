'use client'
import { useId } from 'react'
import { Button } from '../_ui/button.tsx'
import { Dialog } from '../_ui/dialog.tsx'
import { Field } from '../_ui/field.tsx'
import { Input, TextArea } from '../_ui/input.tsx'
import { words } from '../_words/en.ts'

const text = words.registry

interface AliasDialogProps {
  open: boolean
  onOpen: (open: boolean) => void
  model: string
  number: number
  /** Aliases that lead elsewhere, to be chosen from. */
  known: readonly string[]
  busy: boolean
  onAlias: (alias: string, reason: string) => void
}

export function AliasDialog({ open, onOpen, model, number, known, busy, onAlias }: AliasDialogProps) {
  const list = useId()
  return (
    <Dialog open={open} onOpen={onOpen} title={text.addAliasTitle(model, number)} about={text.addAliasAbout}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const form = new FormData(event.currentTarget)
          onAlias(String(form.get('alias')).trim(), String(form.get('reason')).trim())
        }}
      >
        <Field label={text.alias} hint={text.aliasHint}>
          <Input name="alias" list={list} required maxLength={255} pattern="[\p{L}\p{N}_\-]+" autoComplete="off" />
        </Field>
        <datalist id={list}>
          {known.map((alias) => (
            <option key={alias} value={alias} />
          ))}
        </datalist>
        <Field label={text.reason} hint={text.reasonHint}>
          <TextArea name="reason" maxLength={2000} />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpen(false)}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={busy}>
            {text.setAlias}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
