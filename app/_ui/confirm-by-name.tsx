'use client'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { words } from '../_words/en.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { FaultNotice } from './fault-notice.tsx'
import { faultText } from './fault-text.ts'
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
  onConfirm: () => Promise<unknown>
}

/** For what cannot be undone: the thing's name must be typed. A refusal stays on screen, with what to do. */
export function ConfirmByName({ open, onOpen, title, consequence, name, action, onConfirm }: ConfirmByNameProps) {
  const [typed, setTyped] = useState('')
  const { mutate, reset, error, isPending } = useMutation({ mutationFn: onConfirm, onSuccess: () => close(false) })
  function close(next: boolean) {
    setTyped('')
    reset()
    onOpen(next)
  }
  return (
    <Dialog open={open} onOpen={close} title={title} about={consequence}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed === name && !isPending) mutate()
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
        {error && <FaultNotice fault={faultText(error)} />}
        <div className="flex justify-end gap-2">
          <Button onClick={() => close(false)}>{words.common.keep}</Button>
          <Button look="danger" type="submit" disabled={typed !== name || isPending}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
