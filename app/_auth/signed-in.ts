import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { Fault } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import { contextOf } from '../_trpc/context.ts'
import { signInAddress } from './after-sign-in.ts'

/** Who looks at a page of a project; whoever is not signed in is sent to where they can be. */
export async function signedIn(project: string): Promise<Context> {
  const context = await contextOf(await headers(), project).catch((thrown: unknown) => Fault.of(thrown))
  if (!(context instanceof Fault)) return context
  if (context.code === 'UNAUTHENTICATED') redirect(signInAddress((await headers()).get('x-address')))
  if (context.code === 'NOT_FOUND' || context.code === 'FORBIDDEN') notFound()
  throw context
}
