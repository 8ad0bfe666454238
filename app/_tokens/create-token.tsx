'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '../_trpc/client.tsx'
import { Button, type ButtonProps } from '../_ui/button.tsx'
import { CodeBlock } from '../_ui/code-block.tsx'
import { Dialog } from '../_ui/dialog.tsx'
import { Field } from '../_ui/field.tsx'
import { NameField } from '../_ui/name-field.tsx'
import { Select } from '../_ui/select.tsx'
import { toastFault } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'

const text = words.settings
const scopes = ['predict', 'label', 'read', 'call', 'notebook', 'all'] as const

/** A button, its dialog, and the one time that a new token is shown. */
export function CreateToken({ look, suggestion = '' }: { look?: ButtonProps['look']; suggestion?: string }) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState(suggestion)
  const [scope, setScope] = useState<(typeof scopes)[number]>('predict')
  const [days, setDays] = useState<keyof typeof text.expiries>('90')
  const create = useMutation(
    trpc.tokens.create.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.tokens.list.pathFilter()),
      onError: toastFault,
    }),
  )
  const onOpen = (next: boolean) => {
    setOpen(next)
    if (next) return
    create.reset()
    setName(suggestion)
  }
  const token = create.data?.token
  return (
    <>
      <Button {...(look && { look })} onClick={() => onOpen(true)}>
        {text.createToken}
      </Button>
      <Dialog
        open={open}
        onOpen={onOpen}
        title={token ? text.newToken : text.createToken}
        about={token ? text.created : text.tokensAbout}
      >
        {token ? (
          <>
            <CodeBlock code={token} />
            <div className="flex justify-end">
              <Button look="primary" onClick={() => onOpen(false)}>
                {text.done}
              </Button>
            </div>
          </>
        ) : (
          <form
            className="flex flex-col gap-4"
            onSubmit={(event) => {
              event.preventDefault()
              create.mutate({ name, scopes: [scope], ...(days !== 'never' && { days: Number(days) }) })
            }}
          >
            <NameField label={text.tokenName} hint={text.tokenNameHint} value={name} onValue={setName} />
            <Field label={text.scope}>
              <Select
                value={scope}
                onValue={(value) => setScope(value as typeof scope)}
                options={scopes.map((value) => ({ value, label: text.scopes[value] }))}
              />
            </Field>
            <Field label={text.expiry}>
              <Select
                value={days}
                onValue={(value) => setDays(value as typeof days)}
                options={Object.entries(text.expiries).map(([value, label]) => ({ value, label }))}
              />
            </Field>
            <div className="flex justify-end gap-2">
              <Button onClick={() => onOpen(false)}>{words.common.cancel}</Button>
              <Button look="primary" type="submit" disabled={create.isPending}>
                {text.createToken}
              </Button>
            </div>
          </form>
        )}
      </Dialog>
    </>
  )
}
