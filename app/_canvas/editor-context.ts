'use client'
import { createContext, useContext, useMemo } from 'react'
import type { Inspection } from '#pipeline/inspect.ts'
import type { Spec } from '#pipeline/spec.ts'
import type { RunView } from './api.ts'
import { changedSince } from './document/changed-since.ts'
import type { Editor } from './editor.ts'
import { type Card, cardsOf, type Scene, type Wire, wiresOf } from './scene.ts'
import { useStored, useWhole } from './store.ts'

export const EditorContext = createContext<Editor | undefined>(undefined)

export function useEditor(): Editor {
  const editor = useContext(EditorContext)
  if (!editor) throw new Error('outside of an editor')
  return editor
}

/** What is on screen: the pipeline as it is being drawn, or a past revision. */
export interface Shown {
  spec: Spec
  inspection: Inspection
  run: RunView | undefined
  readOnly: boolean
}

export function useShown(): Shown {
  const editor = useEditor()
  const past = useWhole(editor.past)
  const spec = useStored(editor.document, specOf)
  const { inspection } = useWhole(editor.inspection)
  const run = useWhole(editor.run)
  return useMemo(
    () =>
      past
        ? { spec: past.spec, inspection: past.inspection, run: past.run, readOnly: true }
        : { spec, inspection, run, readOnly: false },
    [past, spec, inspection, run],
  )
}

const specOf = ({ spec }: { spec: Spec }) => spec

const none: ReadonlySet<string> = new Set()

export function useScene(): { shown: Shown; cards: Map<string, Card>; wires: Map<string, Wire> } {
  const { entries } = useEditor()
  const shown = useShown()
  return useMemo(() => {
    const { spec, inspection, run, readOnly } = shown
    const changed = run && !readOnly ? changedSince(run.spec, spec) : none
    const scene: Scene = { spec, entries, inspection, run, changed }
    const cards = cardsOf(scene)
    return { shown, cards, wires: wiresOf(scene, cards) }
  }, [shown, entries])
}

/** The one node that is selected, if it is one. */
export function usePickedNode(): string | undefined {
  const { nodes } = useWhole(useEditor().picked)
  const [only] = nodes
  return nodes.size === 1 ? only : undefined
}
