'use client'
import { type FormEvent, useState } from 'react'
import { Section } from '../../_frame/page.tsx'
import { Button } from '../../_ui/button.tsx'
import { Field } from '../../_ui/field.tsx'
import { Input } from '../../_ui/input.tsx'
import { toast } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'

const text = words.settings

interface PasswordFormProps {
  email: string
  /** Whether there is one to change. */
  known: boolean
}

export function PasswordForm({ email, known }: PasswordFormProps) {
  const [error, setError] = useState<string>()
  const [set, setSet] = useState(known)

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const answer = await fetch('/api/auth/own-password', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(Object.fromEntries(new FormData(form))),
    }).catch(() => undefined)
    if (!answer?.ok) {
      const body = (await answer?.json().catch(() => undefined)) as { message?: string } | undefined
      return setError(body?.message ?? words.common.offline)
    }
    setError(undefined)
    setSet(true)
    form.reset()
    toast.success(text.passwordSet)
  }
  return (
    <Section title={text.password} about={text.passwordAbout}>
      <form onSubmit={save} className="flex max-w-88 flex-col gap-4">
        <Field label={words.signIn.email}>
          <Input name="email" value={email} readOnly autoComplete="username" />
        </Field>
        {set && (
          <Field label={text.currentPassword}>
            <Input name="currentPassword" type="password" autoComplete="current-password" required />
          </Field>
        )}
        <Field label={text.newPassword} hint={text.newPasswordHint} error={error}>
          <Input name="newPassword" type="password" autoComplete="new-password" minLength={10} required />
        </Field>
        <div>
          <Button type="submit">{text.setPassword}</Button>
        </div>
      </form>
    </Section>
  )
}
