'use client'
import { Copy, CopyPlus, Trash2 } from 'lucide-react'
import { Button } from '../../_ui/button.tsx'
import { words } from '../../_words/en.ts'
import { copied, duplicate, removePicked } from '../commands/selection.ts'
import { useEditor, useShown } from '../editor-context.ts'
import { useWhole } from '../store.ts'
import { PanelHeader } from './panel-header.tsx'

const said = words.canvas

export function ManyPicked() {
  const editor = useEditor()
  const { nodes } = useWhole(editor.picked)
  const { readOnly } = useShown()
  return (
    <>
      <PanelHeader title={said.panel.many(nodes.size)} about={said.panel.manyHint} />
      <div className="flex flex-wrap gap-2 px-4 py-3">
        <Button onClick={() => void navigator.clipboard.writeText(copied(editor) ?? '')}>
          <Copy />
          {said.commands.copy}
        </Button>
        {!readOnly && (
          <>
            <Button onClick={() => duplicate(editor)}>
              <CopyPlus />
              {said.commands.duplicate}
            </Button>
            <Button onClick={() => removePicked(editor)}>
              <Trash2 />
              {said.commands.delete}
            </Button>
          </>
        )}
      </div>
    </>
  )
}
