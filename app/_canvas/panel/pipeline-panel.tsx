'use client'
import { Field } from '../../_ui/field.tsx'
import { TextArea } from '../../_ui/input.tsx'
import { words } from '../../_words/en.ts'
import { useEditor, useShown } from '../editor-context.ts'
import { changeDetails } from '../edits/details.ts'
import { RunFacts } from './run-facts.tsx'

const said = words.canvas.panel

/** The pipeline as a whole, while nothing in it is selected. */
export function PipelinePanel() {
  const editor = useEditor()
  const { spec, run, readOnly } = useShown()
  const [nodes, wires] = [Object.keys(spec.nodes).length, Object.keys(spec.edges).length]
  return (
    <div className="flex min-h-0 flex-col gap-5 overflow-y-auto px-4 py-3">
      <header>
        <h2 className="truncate text-15">{spec.name}</h2>
        <p className="text-12 text-faint">
          {words.common.count(nodes, 'node', said.nodes)}, {words.common.count(wires, 'wire', said.wires)}
        </p>
      </header>
      <fieldset disabled={readOnly}>
        <Field label={said.description}>
          <TextArea
            rows={3}
            maxLength={4000}
            value={spec.description ?? ''}
            onChange={({ target }) => {
              const edit = changeDetails(editor.document.get().spec, { description: target.value || undefined })
              editor.edit(edit, 'description')
            }}
          />
        </Field>
      </fieldset>
      {run && <RunFacts run={run} />}
      <p className="text-soft">{said.nothingHint}</p>
    </div>
  )
}
