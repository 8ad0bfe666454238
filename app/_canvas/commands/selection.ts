import { move, paste, remove } from '#pipeline/edit.ts'
import { toast } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'
import { type Editor, nothingPicked } from '../editor.ts'
import { addedBy, copyText, freeBelow, type Part, partOf, pasteAt, readPart } from '../edits/clipboard.ts'

const said = words.canvas.commands

/** The pipeline on screen: what is looked at can be copied, too. */
const specOf = (editor: Editor) => editor.past.get()?.spec ?? editor.document.get().spec

export const selectNodes = (editor: Editor, ids: readonly string[]) =>
  editor.picked.set({ nodes: new Set(ids), edges: new Set() })

export function selectAll(editor: Editor) {
  const { nodes, edges } = specOf(editor)
  editor.picked.set({ nodes: new Set(Object.keys(nodes)), edges: new Set(Object.keys(edges)) })
}

export const deselect = (editor: Editor) => editor.picked.set(nothingPicked)

export function removePicked(editor: Editor) {
  const { nodes, edges } = editor.picked.get()
  if (nodes.size + edges.size === 0) return
  editor.edit(remove(editor.document.get().spec, [...nodes], [...edges]))
  deselect(editor)
  editor.camera.get()?.focus()
}

/** The selected nodes as text, for the clipboard. */
export function copied(editor: Editor): string | undefined {
  const { nodes } = editor.picked.get()
  if (nodes.size === 0) return undefined
  editor.spoken.set(said.copied(nodes.size))
  return copyText(specOf(editor), [...nodes])
}

export function pasteText(editor: Editor, text: string) {
  const part = readPart(text)
  if (!part) return void toast(said.nothingCopied)
  put(editor, part)
}

export function duplicate(editor: Editor) {
  const { nodes } = editor.picked.get()
  if (nodes.size > 0) put(editor, partOf(editor.document.get().spec, [...nodes]), `duplicate ${nodes.size} nodes`)
}

function put(editor: Editor, part: Part, label?: string) {
  const { spec } = editor.document.get()
  const isFromHere = Object.keys(part.nodes).some((id) => spec.nodes[id])
  const edit = isFromHere
    ? paste(spec, part, freeBelow(spec, part))
    : pasteAt(spec, part, editor.camera.get()?.middle())
  editor.edit({ ...edit, ...(label && { label }) })
  selectNodes(editor, addedBy(edit))
}

export function nudge(editor: Editor, x: number, y: number) {
  const { spec } = editor.document.get()
  const ids = [...editor.picked.get().nodes]
  const places = ids.flatMap((id) => {
    const position = spec.nodes[id]?.position
    return position ? [[id, { x: position.x + x, y: position.y + y }] as const] : []
  })
  if (places.length > 0) editor.edit(move(spec, Object.fromEntries(places)), `move ${ids.toSorted().join(' ')}`)
}
