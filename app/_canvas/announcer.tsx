'use client'
import { useEditor } from './editor-context.ts'
import { useWhole } from './store.ts'

/** Says aloud what only eyes would notice. */
export function Announcer() {
  return (
    <p aria-live="polite" className="sr-only">
      {useWhole(useEditor().spoken)}
    </p>
  )
}
