import { Fault, faultOf } from './fault.ts'
import { readSession, request, sayWhereShown, signOut } from './server.ts'
import { serverEvents } from './sse.ts'
import { createStore, type Store } from './store.ts'

export type Session =
  | { phase: 'asking' }
  | { phase: 'out'; url: string; why?: Fault }
  | { phase: 'in'; url: string; project: { slug: string; name: string }; user: string }
  /** There is a token, but nobody who could say whether it holds. */
  | { phase: 'away'; url: string; why: Fault }

/** By topic, how often something was told to have changed. */
export type Changes = Readonly<Record<string, number>>

export interface Platform {
  session: Store<Session>
  changes: Store<Changes>
  /** The fault that keeps changes from being heard. */
  silence: Store<Fault | undefined>
  /** The address of a page of the project; of the platform itself, when none is named. */
  address(page?: string): string
  /** Reads who is signed in. */
  refresh(): Promise<void>
  leave(): Promise<void>
  /** Shows how to sign in, with what is known kept until somebody has. */
  choose(): void
  /** Listens until it is called back: one stream, and only while somebody looks. */
  listen(): () => void
}

/** Milliseconds in which changes gather before lists are read again. */
const gathering = 400

export function createPlatform(): Platform {
  const session = createStore<Session>({ phase: 'asking' })
  const changes = createStore<Changes>({})
  const silence = createStore<Fault | undefined>(undefined)

  const url = () => {
    const known = session.get()
    return known.phase === 'asking' ? '' : known.url
  }
  const refresh = async () => {
    try {
      const { signedIn, project, user = '', ...found } = await readSession()
      if (!signedIn || typeof project !== 'object') return session.set({ phase: 'out', url: found.url })
      if (session.get().phase !== 'in') await sayWhereShown()
      session.set({ phase: 'in', url: found.url, project, user })
    } catch (thrown) {
      const why = faultOf(thrown)
      session.set({ phase: why.code === 'UNAUTHENTICATED' ? 'out' : 'away', url: url(), why })
    }
  }

  const waiting = new Set<string>()
  const pass = () => {
    const next = { ...changes.get() }
    for (const one of waiting) next[one] = (next[one] ?? 0) + 1
    waiting.clear()
    changes.set(next)
  }
  const changed = (topic: string) => {
    if (waiting.size === 0) setTimeout(pass, gathering)
    waiting.add(topic)
  }

  const hear = async (signal: AbortSignal) => {
    const { body } = await request('events', { signal })
    if (!body) return
    for await (const { name, data } of serverEvents(body)) {
      if (name === 'change') {
        silence.set(undefined)
        if (session.get().phase === 'away') await refresh()
        changed((data as { topic: string }).topic)
      } else {
        silence.set(new Fault(data as Fault))
        if (name === 'refused') await refresh()
      }
    }
  }

  return {
    session,
    changes,
    silence,
    address: (page) => {
      const known = session.get()
      return known.phase === 'in' && page ? `${known.url}/${known.project.slug}/${page}` : url()
    },
    refresh,
    leave: async () => {
      await signOut()
      await refresh()
    },
    choose: () => session.set({ phase: 'out', url: url() }),
    listen: () => {
      const ending = new AbortController()
      hear(ending.signal).catch((thrown) => {
        if (!ending.signal.aborted) silence.set(faultOf(thrown))
      })
      return () => ending.abort()
    },
  }
}
