import type { Connection, FinalConnectionState } from '@xyflow/react'
import { useMemo, useRef } from 'react'
import { refusal } from '#pipeline/check.ts'
import { connect, remove } from '#pipeline/edit.ts'
import { portsOf } from '#pipeline/ports-of.ts'
import { type Edge, edgeId, type Spec } from '#pipeline/spec.ts'
import { toast } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'
import { wiringOf } from '../catalogue.ts'
import { combine } from '../document/combine.ts'
import type { Editor } from '../editor.ts'
import { nodeUnder } from './drop.ts'
import { connectionEnds, fromConnection } from './from-flow.ts'
import type { WireEdge } from './to-flow.ts'

const pointOf = (event: MouseEvent | TouchEvent) => {
  const { clientX: x, clientY: y } = 'changedTouches' in event ? (event.changedTouches[0] as Touch) : event
  return { x, y }
}

/** Drawing wires: from port to port, to a node's body, into the void, and moving an end elsewhere. */
export function useWiring(editor: Editor) {
  const moving = useRef<WireEdge>(undefined)
  return useMemo(() => {
    const wiring = wiringOf(editor.entries)
    const base = (): Spec => {
      const { spec } = editor.document.get()
      const { [moving.current?.id ?? '']: _, ...edges } = spec.edges
      return { ...spec, edges }
    }
    const draw = (edge: Edge) => {
      const { spec } = editor.document.get()
      const old = moving.current
      if (!old) return editor.edit(connect(edge))
      if (old.id !== edgeId(edge)) editor.edit(combine(remove(spec, [], [old.id]), connect(edge), 'move a wire'))
    }
    const refuse = (reason: string) => {
      toast(words.canvas.refused(reason))
      editor.spoken.set(words.canvas.refused(reason))
    }

    /** The wire to the first port of a node that takes it, or why none does. */
    const ontoNode = (from: { nodeId: string; id?: string | null; type: 'source' | 'target' }, node: string) => {
      const drawn = base().nodes[node]
      const kind = wiring.get(drawn?.kind ?? '')
      const both = kind && drawn && portsOf(kind, drawn.params)
      const type = from.type === 'source' ? 'target' : 'source'
      const ports = Object.keys((type === 'target' ? both?.inputs : both?.outputs) ?? {})
      const tries = ports.map((id) => connectionEnds(from, { nodeId: node, id, type }))
      const fitting = tries.find((edge) => !refusal(base(), wiring, edge))
      if (fitting) return draw(fitting)
      if (tries[0]) refuse(refusal(base(), wiring, tries[0]) ?? '')
    }

    return {
      isValidConnection: (connection: Connection | WireEdge) => !refusal(base(), wiring, fromConnection(connection)),
      onConnect: (connection: Connection) => draw(fromConnection(connection)),
      onConnectEnd(event: MouseEvent | TouchEvent, state: FinalConnectionState) {
        if (state.isValid || !state.fromHandle || moving.current) return
        if (state.toHandle) {
          const reason = refusal(base(), wiring, connectionEnds(state.fromHandle, state.toHandle))
          return reason ? refuse(reason) : undefined
        }
        const screen = pointOf(event)
        const under = nodeUnder(screen.x, screen.y)
        if (under === state.fromHandle.nodeId) return
        if (under) return ontoNode(state.fromHandle, under)
        const { nodeId: node, id, type } = state.fromHandle
        const place = editor.camera.get()?.toPlace(screen)
        editor.next.set({
          port: { node, port: id ?? '', side: type === 'source' ? 'out' : 'in' },
          screen,
          ...(place && { place }),
        })
      },
      onReconnectStart: (_: unknown, edge: WireEdge) => {
        moving.current = edge
      },
      onReconnect: (_: WireEdge, connection: Connection) => draw(fromConnection(connection)),
      onReconnectEnd(_event: unknown, edge: WireEdge, _type: unknown, state: FinalConnectionState) {
        moving.current = undefined
        if (!state.isValid && !state.toHandle) editor.edit(remove(editor.document.get().spec, [], [edge.id]))
      },
    }
  }, [editor])
}
