import { toastFault } from '../../_ui/toaster.tsx'
import { words } from '../../_words/en.ts'
import { replaceWith } from '../document/replace.ts'
import type { Editor } from '../editor.ts'
import { follow } from './follow.ts'

const following = new WeakMap<Editor, () => void>()

export function followRun(editor: Editor, id: string) {
  following.get(editor)?.()
  following.set(editor, follow(editor, id, toastFault))
}

export const stopFollowing = (editor: Editor) => following.get(editor)?.()

/** Saves what is not saved yet and runs exactly that. */
export async function startRun(editor: Editor) {
  try {
    const { id } = await editor.api.start(await editor.autosave.flush())
    editor.spoken.set(words.canvas.run.started)
    followRun(editor, id)
  } catch (thrown) {
    toastFault(thrown)
  }
}

export async function cancelRun(editor: Editor) {
  const run = editor.run.get()
  if (!run) return
  try {
    await editor.api.cancel(run.id)
  } catch (thrown) {
    toastFault(thrown)
  }
}

/** Shows the newest run on the canvas, if there is one. */
export async function showNewestRun(editor: Editor) {
  const [newest] = await editor.api.runs().catch(() => [])
  if (newest && !editor.run.get()) followRun(editor, newest.id)
}

/** Shows a revision as it was, with the run it ran in; nothing of it can be changed. */
export async function openPast(editor: Editor, revision: number, runId?: string) {
  try {
    const [{ spec }, run] = await Promise.all([
      editor.api.pipeline(revision),
      runId ? editor.api.run(runId) : Promise.resolve(undefined),
    ])
    const bare = { revision, spec, inspection: { nodes: {}, problems: [] }, ...(run && { run }) }
    editor.past.set(bare)
    const inspection = await editor.api.inspect(spec, new AbortController().signal)
    if (editor.past.get() === bare) editor.past.set({ ...bare, inspection })
  } catch (thrown) {
    toastFault(thrown)
  }
}

export const closePast = (editor: Editor) => editor.past.set(undefined)

/** Makes the pipeline what it was in the revision on screen: an edit like any other. */
export function restorePast(editor: Editor) {
  const past = editor.past.get()
  if (!past) return
  editor.past.set(undefined)
  editor.edit(replaceWith(editor.document.get().spec, past.spec, words.canvas.history.restored(past.revision)))
}
