import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addNode } from '#pipeline/edit.ts'
import { Fault } from '#pipeline/fault.ts'
import { emptySpec, type Spec } from '#pipeline/spec.ts'
import { createStore } from '../store.ts'
import { createAutosave, type SaveState } from './autosave.ts'
import { type Drafts, localDrafts } from './draft.ts'
import { openLog, record, undo } from './log.ts'

/** A server in memory that keeps revisions as the real one does. */
function server(spec: Spec) {
  const revisions = [spec]
  let online = true
  return {
    revisions,
    unplug: () => {
      online = false
    },
    plugIn: () => {
      online = true
    },
    async save(base: number, next: Spec) {
      if (!online) throw new Fault('UNAVAILABLE', 'no network')
      if (base !== revisions.length) throw new Fault('CONFLICT', `not the newest revision: ${base}`)
      revisions.push(next)
      return { revision: revisions.length }
    },
    newest: async () => ({ revision: revisions.length, spec: revisions.at(-1) as Spec }),
  }
}

function memory(): Drafts {
  const items = new Map<string, string>()
  return localDrafts('p', {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text),
    removeItem: (name) => void items.delete(name),
  })
}

function open() {
  const first = emptySpec('Late flights')
  const remote = server(first)
  const document = createStore(openLog(first))
  const state = createStore<SaveState>({ status: 'saved', revision: 1, saved: first })
  const drafts = memory()
  const autosave = createAutosave({ document, state, drafts, save: remote.save, newest: remote.newest })
  const add = (id: string) =>
    document.update((log) => record(log, addNode(id, { kind: 'etl.sql', params: {} }), { at: 0 }))
  return { remote, document, state, drafts, autosave, add }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('saving by itself', () => {
  it('saves once, a moment after the last of several edits', async () => {
    const { remote, state, add, drafts } = open()
    add('a')
    add('b')
    expect(state.get().status).toBe('unsaved')
    expect(Object.keys(drafts.read()?.spec.nodes ?? {})).toEqual(['a', 'b'])
    await vi.advanceTimersByTimeAsync(800)
    expect(remote.revisions).toHaveLength(2)
    expect(state.get()).toMatchObject({ status: 'saved', revision: 2 })
    expect(drafts.read()).toBeUndefined()
  })

  it('saves nothing when the edit was undone before its moment came', async () => {
    const { remote, state, add, document, drafts } = open()
    add('a')
    document.update(undo)
    await vi.advanceTimersByTimeAsync(5000)
    expect(remote.revisions).toHaveLength(1)
    expect(state.get().status).toBe('saved')
    expect(drafts.read()).toBeUndefined()
  })

  it('keeps the work while there is no network and saves it once there is', async () => {
    const { remote, state, add, drafts } = open()
    remote.unplug()
    add('a')
    await vi.advanceTimersByTimeAsync(800)
    expect(state.get().status).toBe('offline')
    expect(drafts.read()).toMatchObject({ base: 1 })
    remote.plugIn()
    await vi.advanceTimersByTimeAsync(3000)
    expect(state.get()).toMatchObject({ status: 'saved', revision: 2 })
  })

  it('asks when somebody else saved meanwhile, and keeps mine on top of theirs', async () => {
    const { remote, state, add, autosave } = open()
    await remote.save(1, emptySpec('Theirs'))
    add('a')
    await vi.advanceTimersByTimeAsync(800)
    expect(state.get()).toMatchObject({ status: 'conflict', theirs: { revision: 2 } })
    await autosave.keepMine()
    expect(state.get()).toMatchObject({ status: 'saved', revision: 3 })
    expect(remote.revisions.map(({ name }) => name)).toEqual(['Late flights', 'Theirs', 'Late flights'])
  })

  it('takes theirs as an edit, so that mine is one undo away', async () => {
    const { remote, state, add, autosave, document } = open()
    await remote.save(1, emptySpec('Theirs'))
    add('a')
    await vi.advanceTimersByTimeAsync(800)
    autosave.takeTheirs()
    expect(document.get().spec.name).toBe('Theirs')
    expect(state.get()).toMatchObject({ status: 'saved', revision: 2 })
    document.update(undo)
    expect(Object.keys(document.get().spec.nodes)).toEqual(['a'])
  })
})
