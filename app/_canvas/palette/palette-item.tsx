'use client'
import { KindMark } from '../../_ui/kind-mark.tsx'
import { Tooltip } from '../../_ui/tooltip.tsx'
import { type CatalogueEntry, firstSentence } from '../catalogue.ts'
import type { Editor } from '../editor.ts'
import { useEditor } from '../editor-context.ts'
import { addAt } from '../edits/add.ts'
import { useWhole } from '../store.ts'

export function PaletteItem({ entry }: { entry: CatalogueEntry }) {
  const editor = useEditor()
  const readOnly = useWhole(editor.past) !== undefined
  return (
    <Tooltip text={firstSentence(entry.doc)} side="right">
      <button
        type="button"
        aria-label={entry.title}
        draggable={!readOnly}
        disabled={readOnly}
        onClick={() => addInSight(editor, entry)}
        onDragStart={(event) => {
          event.dataTransfer.setData('text/plain', entry.title)
          event.dataTransfer.effectAllowed = 'copy'
          editor.carried.set(entry.kind)
        }}
        onDragEnd={() => {
          editor.carried.set(undefined)
          editor.aim.set(undefined)
        }}
        className="flex h-control w-full cursor-grab items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover disabled:opacity-50"
      >
        <KindMark kind={entry.kind} />
        <span className="truncate">{entry.title}</span>
      </button>
    </Tooltip>
  )
}

/** Adds a node where the user is looking, selects it and opens its form. */
export function addInSight(editor: Editor, entry: CatalogueEntry) {
  const { id, edit } = addAt(editor.document.get().spec, entry, editor.camera.get()?.middle() ?? { x: 0, y: 0 })
  editor.edit(edit)
  editor.picked.set({ nodes: new Set([id]), edges: new Set() })
  editor.panel.set({ tab: 'set-up' })
}
