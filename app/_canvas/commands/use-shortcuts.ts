import { useEffect, useMemo } from 'react'
import { useCommands } from '../../_ui/command-palette.tsx'
import { words } from '../../_words/en.ts'
import { useEditor } from '../editor-context.ts'
import type { CanvasCommand } from './commands.ts'
import { isPressed } from './pressed.ts'
import { copied, nudge, pasteText, removePicked } from './selection.ts'

/** Whether the user is writing, or in a dialog: then keys are not ours. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return (
    target.closest('input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=grid]') !== null
  )
}

const hasSelectedText = () => (getSelection()?.toString() ?? '') !== ''

const arrows: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const pixels = { plain: 5, shift: 20 }

/** Binds the commands to their keys and offers them in the command palette. */
export function useShortcuts(commands: readonly CanvasCommand[]) {
  const editor = useEditor()

  useEffect(() => {
    const allowed = (command: CanvasCommand) => command.reading || !editor.past.get()
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event.target)) return
      const command = commands.find(
        ({ keys, also = [], byBrowser }) =>
          keys && !byBrowser && [keys, ...also].some((combination) => isPressed(event, combination)),
      )
      const arrow = arrows[event.key]
      if (arrow && editor.picked.get().nodes.size > 0 && !editor.past.get()) {
        event.preventDefault()
        const far = event.shiftKey ? pixels.shift : pixels.plain
        return nudge(editor, arrow[0] * far, arrow[1] * far)
      }
      if (!command || !allowed(command)) return
      event.preventDefault()
      command.run(editor)
    }
    const onCopy = (event: ClipboardEvent) => {
      if (isElsewhere(event.target) || hasSelectedText()) return
      const text = copied(editor)
      if (!text) return
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
      if (event.type === 'cut' && !editor.past.get()) removePicked(editor)
    }
    const onPaste = (event: ClipboardEvent) => {
      if (isElsewhere(event.target) || editor.past.get()) return
      const text = event.clipboardData?.getData('text/plain')
      if (text) pasteText(editor, text)
    }
    document.addEventListener('keydown', onKeyDown)
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [commands, editor])

  const offered = useMemo(
    () =>
      commands.map(({ id, label, keys, run }) => ({
        id: `canvas-${id}`,
        label,
        group: words.canvas.commands.group,
        ...(keys && { keys }),
        run: () => run(editor),
      })),
    [commands, editor],
  )
  useCommands(offered)
}
