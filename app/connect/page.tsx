import type { Metadata } from 'next'
import { list } from '#services/projects/list.ts'
import { signedIn } from '../_auth/signed-in.ts'
import { Logo } from '../_frame/logo.tsx'
import type { PageProps } from '../_frame/page-props.ts'
import { Trpc } from '../_trpc/client.tsx'
import { defaultProject } from '../_trpc/context.ts'
import { words } from '../_words/en.ts'
import { Decide } from './decide.tsx'
import { TypeCode } from './type-code.tsx'

export const metadata: Metadata = { title: words.connect.title }

/** Where a person lets a program in that shows them a code. */
export default async function ConnectPage({ searchParams }: PageProps) {
  const { code, project } = await searchParams
  const typed = typeof code === 'string' ? code : ''
  const ctx = await signedIn(defaultProject)
  const projects = await list(ctx)
  const chosen = projects.find(({ slug }) => slug === project)?.slug ?? defaultProject
  return (
    <main className="mx-auto flex min-h-dvh max-w-120 flex-col justify-center gap-6 px-4 py-12">
      <h1 className="flex items-center gap-2 text-24">
        <Logo />
        {words.connect.title}
      </h1>
      {typed ? (
        <Trpc key={chosen} project={chosen}>
          <Decide code={typed} project={chosen} projects={projects} />
        </Trpc>
      ) : (
        <TypeCode />
      )}
    </main>
  )
}
