'use client'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../_ui/icon-button.tsx'
import { words } from '../../_words/en.ts'
import { nothingPicked } from '../editor.ts'
import { useEditor } from '../editor-context.ts'

export function PanelHeader({ mark, title, about }: { mark?: ReactNode; title: string; about: string }) {
  const editor = useEditor()
  return (
    <header className="flex items-center gap-2 px-4 pt-3 pb-1">
      {mark}
      <div className="min-w-0 grow">
        <h2 className="truncate text-15" title={title}>
          {title}
        </h2>
        <p className="truncate text-12 text-faint">{about}</p>
      </div>
      <IconButton
        label={words.canvas.panel.close}
        className="md:hidden"
        onClick={() => editor.picked.set(nothingPicked)}
      >
        <X />
      </IconButton>
    </header>
  )
}
