import { Fault } from '#pipeline/fault.ts'
import type { RunView } from '../api.ts'
import type { Editor } from '../editor.ts'
import { announcements } from './announce.ts'
import { coalesce } from './coalesce.ts'
import { shareSteps } from './share-steps.ts'

export const isActive = (run: Pick<RunView, 'status'> | undefined): boolean =>
  run?.status === 'queued' || run?.status === 'running'

/** Shows a run on the canvas while it goes on, one commit a frame. Answers how to stop looking. */
export function follow(editor: Editor, id: string, onFault: (fault: Fault) => void): () => void {
  const titleOf = (node: string) => {
    const drawn = editor.document.get().spec.nodes[node]
    return drawn?.name ?? editor.entries.get(drawn?.kind ?? '')?.title ?? node
  }
  const commit = coalesce((next: RunView) => {
    const before = editor.run.get()
    const sentences = announcements(before, next, titleOf)
    editor.run.set(shareSteps(before, next))
    if (sentences.length > 0) editor.spoken.set(sentences.join('. '))
    if (!isActive(next)) stop()
  })
  const stopWatching = editor.api.watch(id, commit, (thrown) => onFault(Fault.of(thrown)))
  const stop = () => {
    stopWatching()
    commit.stop()
  }
  return stop
}
