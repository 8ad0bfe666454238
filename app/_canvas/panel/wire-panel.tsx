'use client'
import { Unplug } from 'lucide-react'
import { Button } from '../../_ui/button.tsx'
import { words } from '../../_words/en.ts'
import { removePicked } from '../commands/selection.ts'
import { useEditor, useScene } from '../editor-context.ts'
import { PanelHeader } from './panel-header.tsx'
import { PortData } from './port-data.tsx'

export function WirePanel({ wire }: { wire: string }) {
  const editor = useEditor()
  const { shown, cards } = useScene()
  const edge = shown.spec.edges[wire]
  if (!edge) return null
  const title = (node: string) => cards.get(node)?.title ?? node
  const problem = shown.inspection.problems.find(({ at }) => at.edge === wire)
  return (
    <>
      <PanelHeader title={`${title(edge.from.node)} → ${title(edge.to.node)}`} about={words.canvas.panel.wire} />
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-4 py-3">
        {problem && <p className="text-danger first-letter:uppercase">{problem.message}</p>}
        {!shown.readOnly && (
          <Button className="self-start" onClick={() => removePicked(editor)}>
            <Unplug />
            {words.canvas.panel.disconnect}
          </Button>
        )}
        <PortData place={{ ...edge.from, side: 'out' }} />
      </div>
    </>
  )
}
