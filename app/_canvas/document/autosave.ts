import { canonical } from '#pipeline/canonical.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Spec } from '#pipeline/spec.ts'
import type { Store } from '../store.ts'
import type { Drafts } from './draft.ts'
import { type Log, record } from './log.ts'
import { replaceWith } from './replace.ts'

export interface SaveState {
  status: 'saved' | 'unsaved' | 'saving' | 'offline' | 'refused' | 'conflict'
  /** The newest revision that this page has seen: the base of the next save. */
  revision: number
  saved: Spec
  /** What someone else saved meanwhile. */
  theirs?: { revision: number; spec: Spec }
  message?: string
}

interface Needs {
  document: Store<Log>
  state: Store<SaveState>
  drafts: Drafts
  /** Faults: CONFLICT when `base` is not the newest revision; UNAVAILABLE without a network. */
  save(base: number, spec: Spec): Promise<{ revision: number }>
  newest(): Promise<{ revision: number; spec: Spec }>
  delay?: number
  retryDelay?: number
}

export interface Autosave {
  /** Saves what is not saved yet and answers the revision. Faults: those of `save`. */
  flush(): Promise<number>
  keepMine(): Promise<number>
  takeTheirs(): void
  stop(): void
}

/** Saves a moment after the last edit; until the server has it, the work lies in the drafts. */
export function createAutosave(needs: Needs): Autosave {
  const { document, state, drafts, delay = 800, retryDelay = 3000 } = needs
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving: Promise<number> | undefined

  const isClean = () => same(document.get().spec, state.get().saved)
  const schedule = (after: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush().catch(() => undefined), after)
  }

  const stopListening = document.subscribe(() => {
    const { spec } = document.get()
    const { saved, revision, status } = state.get()
    if (same(spec, saved)) {
      clearTimeout(timer)
      drafts.clear()
      if (status === 'unsaved') state.set({ status: 'saved', saved, revision })
      return
    }
    drafts.write({ base: revision, spec })
    if (status === 'conflict') return
    if (status !== 'saving') state.update(({ saved, revision }) => ({ status: 'unsaved', saved, revision }))
    schedule(delay)
  })

  async function saveNow(): Promise<number> {
    while (!isClean()) {
      const { spec } = document.get()
      const { revision: base, saved } = state.get()
      state.set({ status: 'saving', revision: base, saved })
      try {
        const { revision } = await needs.save(base, spec)
        state.set({ status: document.get().spec === spec ? 'saved' : 'unsaved', revision, saved: spec })
        if (isClean()) drafts.clear()
        else drafts.write({ base: revision, spec: document.get().spec })
      } catch (thrown) {
        await giveUp(Fault.of(thrown), base, saved)
        throw thrown
      }
    }
    return state.get().revision
  }

  async function giveUp(fault: Fault, revision: number, saved: Spec) {
    const offline = fault.code === 'UNAVAILABLE' || fault.code === 'INTERNAL'
    if (fault.code === 'CONFLICT')
      return state.set({ status: 'conflict', revision, saved, theirs: await needs.newest(), message: fault.message })
    state.set({ status: offline ? 'offline' : 'refused', revision, saved, message: fault.message })
    if (offline) schedule(retryDelay)
  }

  function flush(): Promise<number> {
    clearTimeout(timer)
    saving ??= saveNow().finally(() => {
      saving = undefined
    })
    return saving
  }

  return {
    flush,
    keepMine() {
      const { theirs, saved, revision } = state.get()
      state.set({ status: 'unsaved', revision: theirs?.revision ?? revision, saved })
      return flush()
    },
    takeTheirs() {
      const { theirs } = state.get()
      if (!theirs) return
      const edit = replaceWith(document.get().spec, theirs.spec, 'take the saved version')
      const log = record(document.get(), edit, { at: 0 })
      state.set({ status: 'saved', revision: theirs.revision, saved: log.spec })
      drafts.clear()
      document.set(log)
    },
    stop() {
      clearTimeout(timer)
      stopListening()
    },
  }
}

const same = (a: Spec, b: Spec): boolean => a === b || canonical(a) === canonical(b)
