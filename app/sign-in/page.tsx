import type { Metadata } from 'next'
import { afterSignIn } from '../_auth/after-sign-in.ts'
import { Logo } from '../_frame/logo.tsx'
import type { PageProps } from '../_frame/page-props.ts'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { words } from '../_words/en.ts'
import { SignInForm } from './sign-in-form.tsx'

export const metadata: Metadata = { title: words.signIn.title }

export default async function Page({ searchParams }: PageProps) {
  const { problem, next } = await searchParams
  return (
    <main className="mx-auto flex min-h-dvh max-w-88 flex-col justify-center gap-6 px-4 py-12">
      <h1 className="flex items-center gap-2 text-24">
        <Logo />
        {words.common.product}
      </h1>
      {problem === 'link' && (
        <FaultNotice fault={{ code: 'UNAUTHENTICATED', message: words.signIn.linkUsed, hint: words.signIn.linkHint }} />
      )}
      <SignInForm next={afterSignIn(next)} />
      <p className="text-soft">
        <strong>{words.signIn.noPassword}</strong> {words.signIn.noPasswordHint}
      </p>
    </main>
  )
}
