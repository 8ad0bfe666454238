'use client'
import { Dialog } from '../../_ui/dialog.tsx'
import { Keys } from '../../_ui/keys.tsx'
import { words } from '../../_words/en.ts'
import type { CanvasCommand } from './commands.ts'

const said = words.canvas.commands

const byHand = [
  { label: said.palette, keys: 'Mod+K' },
  { label: said.move, keys: said.arrows },
  { label: said.boxSelect, keys: `Shift+${said.drag}` },
  { label: said.addToSelection, keys: `Shift+${said.click}` },
]

export function Help({
  commands,
  open,
  onOpen,
}: {
  commands: readonly CanvasCommand[]
  open: boolean
  onOpen: (open: boolean) => void
}) {
  const lines = [...commands.filter(({ keys }) => keys), ...byHand]
  return (
    <Dialog open={open} onOpen={onOpen} title={said.helpTitle} about={said.helpAbout}>
      <dl className="flex flex-col">
        {lines.map(({ label, keys }) => (
          <div key={label} className="flex min-h-7 items-center justify-between border-b border-line">
            <dt>{label}</dt>
            <dd>
              <span className="sr-only">{keys}</span>
              <Keys keys={keys ?? ''} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
