'use client'
import { useState } from 'react'
import { words } from '../_words/en.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'
import { Input } from './input.tsx'

interface ConfirmByNameProps {
  open: boolean
  onOpen: (open: boolean) => void
  title: string
  /** What is lost, in a sentence. */
  consequence: string
  name: string
  action: string
  onConfirm: () => void
}

/** For what cannot be undone: the thing's name must be typed. */
export function ConfirmByName({ open, onOpen, title, consequence, name, action, onConfirm }: ConfirmByNameProps) {
  const [typed, setTyped] = useState('')
  const close = (next: boolean) => {
    setTyped('')
    onOpen(next)
  }
  return (
    <Dialog open={open} onOpen={close} title={title} about={consequence}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed !== name) return
          close(false)
          onConfirm()
        }}
      >
        <Field label={words.common.typeName(name)}>
          <Input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => close(false)}>{words.common.keep}</Button>
          <Button look="danger" type="submit" disabled={typed !== name}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
