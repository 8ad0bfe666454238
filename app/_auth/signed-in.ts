import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { Fault } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import { contextOf } from '../_trpc/context.ts'

/** Who looks at a page of a project; whoever is not signed in is sent to where they can be, and from there back `here`. */
export async function signedIn(project: string, here?: string): Promise<Context> {
  const context = await contextOf(await headers(), project).catch((thrown: unknown) => Fault.of(thrown))
  if (!(context instanceof Fault)) return context
  if (context.code === 'UNAUTHENTICATED') redirect(here ? `/sign-in?next=${encodeURIComponent(here)}` : '/sign-in')
  if (context.code === 'NOT_FOUND' || context.code === 'FORBIDDEN') notFound()
  throw context
}
