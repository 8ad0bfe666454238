import { move } from '#pipeline/edit.ts'
import { redo, undo } from '../document/log.ts'
import type { Editor } from '../editor.ts'
import { shapeOf } from '../layout/layout.ts'
import { tidy } from '../layout/tidy.ts'

export function undoOnce(editor: Editor) {
  if (editor.past.get()) return
  editor.document.update(undo)
  keepWhatExists(editor)
}

export function redoOnce(editor: Editor) {
  if (editor.past.get()) return
  editor.document.update(redo)
  keepWhatExists(editor)
}

/** What an undo took away cannot stay selected. */
function keepWhatExists(editor: Editor) {
  const { nodes, edges } = editor.document.get().spec
  editor.picked.update((picked) => ({
    nodes: new Set([...picked.nodes].filter((id) => nodes[id])),
    edges: new Set([...picked.edges].filter((id) => edges[id])),
  }))
}

/** Lays everything out along the wires, as one step of undo. */
export async function tidyUp(editor: Editor) {
  if (editor.past.get()) return
  const { spec } = editor.document.get()
  const places = await tidy(shapeOf(spec))
  if (editor.document.get().spec !== spec) return
  editor.edit(move(spec, places, 'tidy up'))
  requestAnimationFrame(() => editor.camera.get()?.fit())
}
