'use client'
import { TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { Button } from '../../_ui/button.tsx'
import { classNames } from '../../_ui/class-names.ts'
import { words } from '../../_words/en.ts'
import { useEditor, useShown } from '../editor-context.ts'
import { fieldsOf } from '../form/fields.ts'
import { fieldOfProblem } from '../form/problem-place.ts'

/** What is wrong with a node beyond a single field of its form, with the mend at hand. */
export function NodeProblems({ node }: { node: string }) {
  const editor = useEditor()
  const { spec, inspection, readOnly } = useShown()
  const drawn = spec.nodes[node]
  const fields = useMemo(() => fieldsOf(editor.entries.get(drawn?.kind ?? '')?.params ?? {}), [editor, drawn?.kind])
  const problems = inspection.problems.filter(
    (problem) => problem.at.node === node && !fieldOfProblem(problem, fields, drawn?.params ?? {}),
  )
  return problems.map(({ message, hint, severity, fix }) => (
    <div
      key={message}
      className={classNames(
        'flex gap-2 rounded-md px-3 py-2',
        severity === 'error' ? 'bg-danger-soft' : 'bg-warning-soft',
      )}
    >
      <TriangleAlert
        aria-hidden
        className={classNames('mt-0.5 size-4 shrink-0', severity === 'error' ? 'text-danger' : 'text-warning')}
      />
      <div className="min-w-0 grow">
        <p className="break-words first-letter:uppercase">{message}</p>
        {hint && <p className="text-soft first-letter:uppercase">{hint}</p>}
        {fix && !readOnly && (
          <Button className="mt-1.5" onClick={() => editor.edit(fix)}>
            {words.canvas.problems.fix}: {fix.label}
          </Button>
        )}
      </div>
    </div>
  ))
}
