import { type DragEvent, useMemo } from 'react'
import { wiringOf } from '../catalogue.ts'
import type { Editor } from '../editor.ts'
import { addAt } from '../edits/add.ts'
import { insertOnWire } from '../edits/insert-on-wire.ts'
import { wireUnder } from './drop.ts'

/** Dropping kinds from the palette onto the canvas, or into a wire. */
export function usePlacing(editor: Editor) {
  return useMemo(() => {
    const entry = () => editor.entries.get(editor.carried.get() ?? '')
    const fitting = (x: number, y: number) => {
      const wire = wireUnder(x, y)
      const kind = editor.carried.get()
      const { spec } = editor.document.get()
      return wire && kind && insertOnWire(spec, wiringOf(editor.entries), wire, '·', { kind, params: {} })
        ? wire
        : undefined
    }
    return {
      onDragOver(event: DragEvent) {
        if (!entry() || editor.past.get()) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        editor.aim.set(fitting(event.clientX, event.clientY))
      },
      onDragLeave: () => editor.aim.set(undefined),
      onDrop(event: DragEvent) {
        const kind = entry()
        const camera = editor.camera.get()
        if (!kind || !camera) return
        event.preventDefault()
        const { spec } = editor.document.get()
        const { id, node, edit } = addAt(spec, kind, camera.toPlace({ x: event.clientX, y: event.clientY }))
        const wire = fitting(event.clientX, event.clientY)
        editor.edit((wire && insertOnWire(spec, wiringOf(editor.entries), wire, id, node)) || edit)
        editor.aim.set(undefined)
        editor.carried.set(undefined)
        editor.picked.set({ nodes: new Set([id]), edges: new Set() })
        editor.panel.set({ tab: 'set-up' })
      },
    }
  }, [editor])
}
