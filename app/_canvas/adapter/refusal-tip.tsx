'use client'
import { useConnection, useReactFlow } from '@xyflow/react'
import { Ban } from 'lucide-react'
import { refusal } from '#pipeline/check.ts'
import type { Spec } from '#pipeline/spec.ts'
import { wiringOf } from '../catalogue.ts'
import { useEditor } from '../editor-context.ts'
import { connectionEnds } from './from-flow.ts'

/** Why the wire that is being drawn does not fit, at the pointer. */
export function RefusalTip({ spec }: { spec: Spec }) {
  const { entries } = useEditor()
  const { flowToScreenPosition } = useReactFlow()
  const connection = useConnection()
  if (!connection.inProgress || !connection.toHandle) return null
  const reason = refusal(spec, wiringOf(entries), connectionEnds(connection.fromHandle, connection.toHandle))
  if (!reason || connection.isValid) return null
  const { x, y } = flowToScreenPosition(connection.to)
  return (
    <div
      role="status"
      className="floating pointer-events-none fixed z-50 flex max-w-72 items-center gap-1.5 px-2 py-1 text-12"
      style={{ left: x + 14, top: y + 14 }}
    >
      <Ban aria-hidden className="size-3.5 shrink-0 text-danger" />
      <span className="first-letter:uppercase">{reason}</span>
    </div>
  )
}
