import type { PipelineView } from '../api.ts'
import type { Editor } from '../editor.ts'
import { openLog, record } from './log.ts'
import { replaceWith } from './replace.ts'

/** Shows what somebody saved elsewhere, as long as nothing here waits to be saved. Undo still leads back. */
export function adoptNewer({ document, saving, past }: Editor, newer: PipelineView) {
  const { status, revision } = saving.get()
  if (newer.revision <= revision || status !== 'saved' || past.get()) return
  const log = document.get()
  const next =
    log.past.length === 0
      ? openLog(newer.spec)
      : record(log, replaceWith(log.spec, newer.spec, `take revision ${newer.revision}`), { at: 0 })
  saving.set({ status: 'saved', revision: newer.revision, saved: next.spec })
  document.set(next)
}
