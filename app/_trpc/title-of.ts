import { Fault } from '#pipeline/fault.ts'
import type { Context } from '#services/context.ts'
import { signedIn } from '../_auth/signed-in.ts'

/** Of a page's tab: what the thing is called; of one that cannot be read, which the page tells, what it is. */
export async function titleOf(
  project: string,
  what: string,
  called: (ctx: Context) => Promise<string>,
): Promise<{ title: string }> {
  const ctx = await signedIn(project)
  const title = await called(ctx).catch((thrown: unknown) => {
    if (Fault.of(thrown).code === 'INTERNAL') throw thrown
    return what
  })
  return { title }
}
