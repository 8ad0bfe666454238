'use client'
import { FilePlus2, LayoutTemplate } from 'lucide-react'
import { Button } from '../_ui/button.tsx'
import { ButtonLink } from '../_ui/button-link.tsx'
import { words } from '../_words/en.ts'
import { useEditor, useShown } from './editor-context.ts'
import { addInSight } from './palette/palette-item.tsx'

const said = words.canvas.empty

/** What to do on an empty canvas. */
export function EmptyCanvas() {
  const editor = useEditor()
  const { spec, readOnly } = useShown()
  const load = [...editor.entries.values()].find(({ begins }) => begins)
  if (readOnly || Object.keys(spec.nodes).length > 0) return null
  return (
    <div className="pointer-events-none absolute inset-0 z-10 grid place-items-center p-6">
      <div className="flex max-w-80 flex-col items-center gap-3 text-center">
        <h2 className="text-15">{said.title}</h2>
        <p className="text-soft">{said.hint}</p>
        <div className="pointer-events-auto flex flex-wrap justify-center gap-2">
          {load && (
            <Button look="primary" onClick={() => addInSight(editor, load)}>
              <FilePlus2 />
              {said.load}
            </Button>
          )}
          <ButtonLink href="/">
            <LayoutTemplate />
            {said.template}
          </ButtonLink>
        </div>
      </div>
    </div>
  )
}
