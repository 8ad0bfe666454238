import type { NodeChange } from '@xyflow/react'
import { useCallback, useRef, useState } from 'react'
import { move } from '#pipeline/edit.ts'
import { wiringOf } from '../catalogue.ts'
import { combine } from '../document/combine.ts'
import type { Editor } from '../editor.ts'
import { insertOnWire } from '../edits/insert-on-wire.ts'
import { wireUnder } from './drop.ts'
import { fromNodeChanges } from './from-flow.ts'
import type { CardNode } from './to-flow.ts'

type Places = Record<string, { x: number; y: number }>

/** Moving nodes: while they are dragged they are only shown elsewhere; where they are put down is one edit. */
export function useMoving(editor: Editor) {
  const [dragged, setDragged] = useState<Places>({})
  const wasDragged = useRef(false)

  const insertion = useCallback(
    (id: string) => {
      const wire = editor.aim.get()
      const { spec } = editor.document.get()
      return wire ? insertOnWire(spec, wiringOf(editor.entries), wire, id) : undefined
    },
    [editor],
  )

  const onNodesChange = useCallback(
    (changes: NodeChange<CardNode>[]) => {
      const told = fromNodeChanges(changes, editor.picked.get())
      if (told.picked) editor.picked.set(told.picked)
      if (Object.keys(told.dragged).length > 0) {
        wasDragged.current = true
        setDragged((before) => ({ ...before, ...told.dragged }))
      }
      const ids = Object.keys(told.dropped)
      if (ids.length === 0) return
      const { spec } = editor.document.get()
      const [only] = ids
      const edit = move(spec, told.dropped, ids.length === 1 ? `move ${only}` : undefined)
      const inserted = ids.length === 1 && only && wasDragged.current ? insertion(only) : undefined
      const key = wasDragged.current ? undefined : `move ${ids.toSorted().join(' ')}`
      editor.edit(inserted ? combine(edit, inserted) : edit, key)
      wasDragged.current = false
      editor.aim.set(undefined)
      setDragged({})
    },
    [editor, insertion],
  )

  /** While a lone node without wires is dragged: the wire it would go into. */
  const onNodeDrag = useCallback(
    (event: MouseEvent | TouchEvent | { clientX: number; clientY: number }, node: CardNode, all: CardNode[]) => {
      const { spec } = editor.document.get()
      const isFree = !Object.values(spec.edges).some(({ from, to }) => from.node === node.id || to.node === node.id)
      if (all.length > 1 || !isFree || !('clientX' in event)) return
      const wire = wireUnder(event.clientX, event.clientY)
      const fits = wire && insertOnWire(spec, wiringOf(editor.entries), wire, node.id)
      editor.aim.set(fits ? wire : undefined)
    },
    [editor],
  )
  return { dragged, onNodesChange, onNodeDrag }
}
