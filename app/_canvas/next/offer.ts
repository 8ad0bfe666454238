import { portsOf } from '#pipeline/ports-of.ts'
import type { Editor } from '../editor.ts'
import { cardWidth } from '../geometry.ts'

/** Asks what comes after the selected node: at its selected port, or else at its first output. */
export function offerAfter(editor: Editor): boolean {
  const { nodes } = editor.picked.get()
  const [node] = nodes
  const { spec } = editor.document.get()
  const entry = editor.entries.get(spec.nodes[node ?? '']?.kind ?? '')
  if (nodes.size !== 1 || !node || !entry || editor.past.get()) return false
  const { port: chosen } = editor.panel.get()
  const drawn = spec.nodes[node]
  const [output] = drawn ? Object.keys(portsOf(entry, drawn.params).outputs) : []
  const port = chosen?.node === node ? chosen : output ? { node, port: output, side: 'out' as const } : undefined
  if (!port) return false
  const card = document.querySelector(`.react-flow__node[data-id="${CSS.escape(node)}"]`)?.getBoundingClientRect()
  const screen = { x: (card?.right ?? cardWidth) + 12, y: card?.top ?? 0 }
  editor.next.set({ port, screen })
  return true
}
