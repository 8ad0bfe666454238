'use client'
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath, getSmoothStepPath, useStore } from '@xyflow/react'
import { TriangleAlert } from 'lucide-react'
import { memo, useCallback } from 'react'
import { numberText } from '../../_ui/number-text.tsx'
import { useEditor } from '../editor-context.ts'
import { cardHeight } from '../geometry.ts'
import { useStored } from '../store.ts'
import { isFar } from './card-node.tsx'
import type { WireEdge as WireEdgeType } from './to-flow.ts'

type Ends = Parameters<typeof getSmoothStepPath>[0]

function backPath(ends: Ends) {
  const aside = cardHeight / 2 + 24
  const centerY = ends.targetY + (ends.targetY > ends.sourceY ? -aside : aside)
  const isBeside = Math.abs(ends.targetY - ends.sourceY) < 2 * aside
  return getSmoothStepPath({ ...ends, borderRadius: 12, ...(!isBeside && { centerY }) })
}

export const WireEdge = memo(function WireEdge({ id, data, selected, ...ends }: EdgeProps<WireEdgeType>) {
  const editor = useEditor()
  const far = useStore(isFar)
  const aimed = useStored(
    editor.aim,
    useCallback((aim: string | undefined) => aim === id, [id]),
  )
  // A wire that runs back, to the next row, goes between the rows and not across their cards.
  const [path, x, y] = ends.targetX < ends.sourceX ? backPath(ends) : getBezierPath(ends)
  const wire = data?.wire
  const stroke = wire?.problem
    ? 'var(--danger)'
    : aimed || selected
      ? 'var(--accent)'
      : `var(--port-${wire?.type ?? 'table'})`
  return (
    <>
      <BaseEdge
        path={path}
        interactionWidth={20}
        style={{
          stroke,
          strokeWidth: aimed ? 4 : selected || far ? 2.5 : 1.5,
          strokeOpacity: aimed || selected || wire?.problem ? 1 : 0.6,
        }}
      />
      {!far && wire && (wire.rows !== undefined || wire.problem) && (
        <EdgeLabelRenderer>
          <div
            className="figures pointer-events-none absolute flex items-center rounded-md bg-ground px-1 leading-4 text-soft"
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
            title={wire.problem}
          >
            {wire.problem ? (
              <TriangleAlert aria-label={wire.problem} className="size-3.5 text-danger" />
            ) : (
              numberText(wire.rows ?? 0)
            )}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  )
})
