import { Fault } from '#pipeline/fault.ts'
import { actorOfToken } from '#services/auth/actor-of-token.ts'
import { actorOfUser } from '#services/auth/actor-of-user.ts'
import type { Context } from '#services/context.ts'
import { auth } from '../_auth/auth.ts'
import { resources } from './resources.ts'

export const defaultProject = 'default'

/** Who asks, in which project. Faults: UNAUTHENTICATED. */
export async function contextOf(headers: Headers, project?: string): Promise<Context> {
  const opened = await resources()
  const slug = project ?? headers.get('x-espalier-project') ?? undefined
  const token = /^bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (token) return { ...opened, actor: await actorOfToken(opened, { token, ...(slug && { project: slug }) }) }
  const session = await (await auth()).api.getSession({ headers })
  if (!session) throw new Fault('UNAUTHENTICATED', 'not signed in', { hint: 'sign in, or send an API token' })
  return { ...opened, actor: await actorOfUser(opened, { userId: session.user.id, project: slug ?? defaultProject }) }
}
