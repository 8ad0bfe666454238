import { words } from '../../_words/en.ts'
import type { Editor, Tab } from '../editor.ts'
import { offerAfter } from '../next/offer.ts'
import { isActive } from '../run/follow.ts'
import { cancelRun, startRun } from '../run/verbs.ts'
import { redoOnce, tidyUp, undoOnce } from './history.ts'
import { copied, deselect, duplicate, pasteText, removePicked, selectAll } from './selection.ts'

export interface CanvasCommand {
  id: string
  label: string
  /** As `Mod+Shift+Z`. */
  keys?: string
  /** More ways to press it. */
  also?: string[]
  /** The browser itself says when: copy, cut and paste. */
  byBrowser?: true
  /** Also where a past revision is looked at. */
  reading?: true
  run(editor: Editor): void
}

/** What only parts of the page can do. */
export interface PageVerbs {
  openHelp(): void
  openProblems(): void
  openHistory(): void
  searchPalette(): void
}

export function commandsOf(page: PageVerbs): CanvasCommand[] {
  const said = words.canvas.commands
  const top = words.canvas.top
  const tab = (wanted: Tab) => (editor: Editor) => editor.panel.update((panel) => ({ ...panel, tab: wanted }))
  return [
    { id: 'run', label: words.canvas.run.run, keys: 'Mod+Enter', run: (editor) => void startRun(editor) },
    {
      id: 'cancel-run',
      label: words.canvas.run.cancel,
      run: (editor) => {
        if (isActive(editor.run.get())) void cancelRun(editor)
      },
    },
    { id: 'undo', label: 'Undo', keys: 'Mod+Z', run: undoOnce },
    { id: 'redo', label: 'Redo', keys: 'Mod+Shift+Z', also: ['Mod+Y'], run: redoOnce },
    {
      id: 'copy',
      label: said.copy,
      keys: 'Mod+C',
      byBrowser: true,
      reading: true,
      run: (editor) => {
        const text = copied(editor)
        if (text) void navigator.clipboard.writeText(text)
      },
    },
    {
      id: 'cut',
      label: said.cut,
      keys: 'Mod+X',
      byBrowser: true,
      run: (editor) => {
        const text = copied(editor)
        if (text) void navigator.clipboard.writeText(text).then(() => removePicked(editor))
      },
    },
    {
      id: 'paste',
      label: said.paste,
      keys: 'Mod+V',
      byBrowser: true,
      run: (editor) => void navigator.clipboard.readText().then((text) => pasteText(editor, text)),
    },
    { id: 'duplicate', label: said.duplicate, keys: 'Mod+D', run: duplicate },
    { id: 'delete', label: said.delete, keys: 'Delete', also: ['Backspace'], run: removePicked },
    { id: 'select-all', label: said.selectAll, keys: 'Mod+A', reading: true, run: selectAll },
    { id: 'deselect', label: said.deselect, keys: 'Escape', reading: true, run: deselect },
    { id: 'next', label: said.next, keys: 'Tab', byBrowser: true, run: (editor) => void offerAfter(editor) },
    { id: 'search-nodes', label: said.addNode, keys: '/', run: page.searchPalette },
    { id: 'tidy', label: top.layout, keys: 'Mod+Shift+L', run: (editor) => void tidyUp(editor) },
    { id: 'fit', label: top.fit, keys: 'Shift+1', reading: true, run: (editor) => editor.camera.get()?.fit() },
    {
      id: 'zoom-in',
      label: top.zoomIn,
      keys: '=',
      also: ['+'],
      reading: true,
      run: (editor) => editor.camera.get()?.zoom(1.25),
    },
    { id: 'zoom-out', label: top.zoomOut, keys: '-', reading: true, run: (editor) => editor.camera.get()?.zoom(0.8) },
    {
      id: 'minimap',
      label: top.minimap,
      keys: 'M',
      reading: true,
      run: (editor) => editor.minimap.update((shown) => !shown),
    },
    { id: 'set-up', label: said.setUp, keys: '1', reading: true, run: tab('set-up') },
    { id: 'data', label: said.data, keys: '2', reading: true, run: tab('data') },
    { id: 'follow', label: said.showRun, keys: '3', reading: true, run: tab('run') },
    { id: 'problems', label: said.problems, keys: 'P', run: page.openProblems },
    { id: 'history', label: top.history, keys: 'H', reading: true, run: page.openHistory },
    { id: 'help', label: top.help, keys: '?', reading: true, run: page.openHelp },
  ]
}
