'use client'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { Popover } from 'radix-ui'
import type { Problem } from '#pipeline/problem.ts'
import { Button } from '../../_ui/button.tsx'
import { classNames } from '../../_ui/class-names.ts'
import { words } from '../../_words/en.ts'
import type { Editor } from '../editor.ts'
import { useEditor, useScene } from '../editor-context.ts'
import { useWhole } from '../store.ts'

const said = words.canvas.problems

/** How many problems there are; the list leads to each and offers its mend. */
export function Problems({ open, onOpen }: { open: boolean; onOpen: (open: boolean) => void }) {
  const editor = useEditor()
  const { shown, cards } = useScene()
  const { fault } = useWhole(editor.inspection)
  const { problems } = shown.inspection
  const count = problems.length
  return (
    <Popover.Root open={open} onOpenChange={onOpen}>
      <Popover.Trigger asChild>
        <Button look="quiet" aria-label={count > 0 ? said.count(count) : said.none} className="px-2">
          {count > 0 ? <TriangleAlert className="text-warning" /> : <CircleCheck className="text-status-done" />}
          <span className="figures">{count > 0 ? count : ''}</span>
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="floating z-40 flex max-h-[60vh] w-96 max-w-[calc(100vw-16px)] flex-col"
        >
          <h2 className="px-3 pt-2.5 pb-1 text-13">{count > 0 ? said.count(count) : said.none}</h2>
          {fault && (
            <p className="px-3 pb-2 text-warning">
              {said.unchecked}: {fault}
            </p>
          )}
          {count === 0 && !fault && <p className="px-3 pb-3 text-soft">{said.allGood}</p>}
          <ul className="min-h-0 overflow-y-auto px-1 pb-1">
            {problems.map((problem) => (
              <li
                key={`${problem.message} ${JSON.stringify(problem.at)}`}
                className="flex items-start gap-2 rounded-md px-2 py-1.5 hover:bg-hover"
              >
                <TriangleAlert
                  aria-hidden
                  className={classNames(
                    'mt-0.5 size-3.5 shrink-0',
                    problem.severity === 'error' ? 'text-danger' : 'text-warning',
                  )}
                />
                <button
                  type="button"
                  className="min-w-0 grow text-left"
                  onClick={() => {
                    onOpen(false)
                    showProblem(editor, problem)
                  }}
                >
                  <span className="block break-words first-letter:uppercase">{problem.message}</span>
                  <span className="block text-12 text-faint">
                    {[cards.get(problem.at.node ?? '')?.title, problem.hint].filter(Boolean).join(' · ')}
                  </span>
                </button>
                {problem.fix && !shown.readOnly && (
                  <Button title={problem.fix.label} onClick={() => problem.fix && editor.edit(problem.fix)}>
                    {said.fix}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** Brings the user to where a problem lies: the wire, the field of the form, the port, the node. */
function showProblem(editor: Editor, { at: { node, port, param, edge } }: Problem) {
  const nodes = new Set(node ? [node] : [])
  editor.picked.set(edge ? { nodes: new Set(), edges: new Set([edge]) } : { nodes, edges: new Set() })
  // A parameter within a list (`columns.0.name`) has its own row; the form finds it by the whole path.
  editor.panel.set({
    tab: 'set-up',
    ...(param && { param }),
    ...(node && port && { port: { node, port, side: 'in' } }),
  })
  if (node) editor.camera.get()?.show([node])
}
