import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createTRPCUntypedClient, httpLink, TRPCClientError } from '@trpc/client'
import superjson from 'superjson'
import type { Db } from '#db/client.ts'
import { members, users } from '#db/schema.ts'
import { ensureDefault } from '#services/projects/ensure-default.ts'
import { create as createToken } from '#services/tokens/create.ts'

export interface Person {
  /** Rejects with `Unheard` where no answer came, else with what was answered. */
  ask<T>(procedure: string, input: unknown): Promise<T>
}

/** Nobody knows whether it was done. */
export class Unheard extends Error {}

/** Somebody who asks over HTTP, as the command line does. */
export function person({ url, token }: { url: string; token: string }): Person {
  const headers = { authorization: `Bearer ${token}` }
  const patient: typeof fetch = (address, init) => fetch(address, { ...init, signal: AbortSignal.timeout(20_000) })
  const client = createTRPCUntypedClient({
    links: [httpLink({ url: `${url}/api/trpc`, transformer: superjson, headers, fetch: patient as never })],
  })
  return {
    ask: async <T>(procedure: string, input: unknown) => {
      try {
        return (await client.mutation(procedure, input)) as T
      } catch (thrown) {
        const data = thrown instanceof TRPCClientError ? (thrown.data as { httpStatus?: number } | null) : null
        if (data?.httpStatus && data.httpStatus < 500) throw thrown
        throw new Unheard(procedure, { cause: thrown })
      }
    },
  }
}

/** Asks again what nobody answered; what is refused rejects. */
export async function insist<T>(ask: () => Promise<T>, until: AbortSignal): Promise<T> {
  for (;;)
    try {
      return await ask()
    } catch (thrown) {
      if (!(thrown instanceof Unheard) || until.aborted) throw thrown
      // A message that is sent again is signed anew, with another second.
      await pause(1100)
    }
}

/** Both are answers to what is asked amid kills: things have changed meanwhile, or nobody was there. */
export function refusedOrUnheard(thrown: unknown): undefined {
  if (thrown instanceof Unheard || (thrown instanceof Error && thrown.name === 'TRPCClientError')) return undefined
  throw thrown
}

/** A second owner of the project: written into the database, for nobody invites people yet. Tells their token. */
export async function secondOwner(db: Db): Promise<string> {
  const owner = await ensureDefault({ db })
  const userId = randomUUID()
  await db.insert(users).values({ id: userId, name: 'Eve', email: `${userId}@example.org` })
  await db.insert(members).values({ projectId: owner.projectId, userId, role: 'owner' })
  return (await createToken({ db, actor: { ...owner, userId, name: 'Eve' } }, { name: 'chaos' })).token
}
