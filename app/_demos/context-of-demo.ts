import { createHash } from 'node:crypto'
import { boundedMap } from '#services/bounded-map.ts'
import type { Actor, Context } from '#services/context.ts'
import { enter } from '#services/demos/enter.ts'
import { auth } from '../_auth/auth.ts'
import { contextOf } from '../_trpc/context.ts'
import { resources } from '../_trpc/resources.ts'
import { visitCookie, visitHeader } from './visit.ts'

/** So long somebody may still ask after they were shut out; a slider asks many times a second. */
const memoryMs = 1000
const actors = boundedMap<string, { actor: Promise<Actor>; until: number }>(10_000)

/** Who asks a demo: a program by its token, a signed-in person, or somebody who came by a link. Faults: as `enter`. */
export async function contextOfDemo(headers: Headers, name: string): Promise<Context> {
  if (headers.has('authorization')) return await contextOf(headers)
  const opened = await resources()
  const cookies = headers.get('cookie') ?? ''
  const visit = headers.get(visitHeader) ?? cookieOf(cookies, visitCookie(name))
  const key = createHash('sha256')
    .update(`${name}\n${visit ?? ''}\n${cookies}`)
    .digest('base64')
  const before = actors.get(key)
  if (before && before.until > performance.now()) return { ...opened, actor: await before.actor }
  const actor = actorOf(headers, { name, visit })
  actors.delete(key)
  actors.set(key, { actor, until: performance.now() + memoryMs })
  actor.catch(() => actors.delete(key))
  return { ...opened, actor: await actor }
}

async function actorOf(headers: Headers, { name, visit }: { name: string; visit: string | undefined }): Promise<Actor> {
  const session = headers.has('cookie') ? await (await auth()).api.getSession({ headers }) : null
  return await enter(await resources(), { name, userId: session?.user.id, visit })
}

function cookieOf(cookies: string, name: string): string | undefined {
  const found = cookies.split(';').find((one) => one.trim().startsWith(`${name}=`))
  return found && decodeURIComponent(found.trim().slice(name.length + 1))
}
