'use client'
import { type FormEvent, useState } from 'react'
import { Button } from '../_ui/button.tsx'
import { Field } from '../_ui/field.tsx'
import { Input } from '../_ui/input.tsx'
import { words } from '../_words/en.ts'

/** `next`: where one goes from here. */
export function SignInForm({ next }: { next: string }) {
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)

  const signIn = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    const { email, password } = Object.fromEntries(new FormData(event.currentTarget))
    const answer = await fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    }).catch(() => undefined)
    if (answer?.ok) return location.assign(next)
    setBusy(false)
    setError(answer && answer.status < 500 ? words.signIn.wrong : words.common.offline)
  }
  return (
    <form onSubmit={signIn} className="flex flex-col gap-4">
      <Field label={words.signIn.email}>
        <Input name="email" type="email" autoComplete="username" required />
      </Field>
      <Field label={words.signIn.password} error={error}>
        <Input name="password" type="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" look="primary" disabled={busy}>
        {words.signIn.action}
      </Button>
    </form>
  )
}
