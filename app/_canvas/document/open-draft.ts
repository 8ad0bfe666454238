import type { Editor } from '../editor.ts'
import { replaceWith } from './replace.ts'

/** Brings back work that the server never got. Answers whether there was any. */
export function openDraft(editor: Editor): boolean {
  const draft = editor.drafts.read()
  if (!draft) return false
  const { spec } = editor.document.get()
  const edit = replaceWith(spec, draft.spec, 'your unsaved changes')
  // Saved on top of what it was made from: if somebody saved meanwhile, that is a conflict to be asked about.
  editor.saving.update(({ saved }) => ({ status: 'unsaved', saved, revision: draft.base }))
  editor.edit(edit)
  return editor.document.get().spec !== spec
}
