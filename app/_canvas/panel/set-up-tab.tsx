'use client'
import { changeNode } from '#pipeline/edit.ts'
import { portsOf } from '#pipeline/ports-of.ts'
import type { SpecNode } from '#pipeline/spec.ts'
import { Field } from '../../_ui/field.tsx'
import { Input, TextArea } from '../../_ui/input.tsx'
import { words } from '../../_words/en.ts'
import { useEditor, useShown } from '../editor-context.ts'
import { Form } from '../form/form.tsx'
import { Doc } from './doc.tsx'
import { Inputs } from './inputs.tsx'
import { NodeProblems } from './node-problems.tsx'

const said = words.canvas.panel

export function SetUpTab({ node }: { node: string }) {
  const editor = useEditor()
  const { spec, readOnly } = useShown()
  const drawn = spec.nodes[node]
  const entry = editor.entries.get(drawn?.kind ?? '')
  if (!drawn) return null
  const change = (part: Partial<SpecNode>, what: string) =>
    editor.edit(changeNode(editor.document.get().spec, node, part, `change ${what} of ${node}`), `${node} ${what}`)
  return (
    <div className="flex flex-col gap-5 px-4 py-4">
      <NodeProblems node={node} />
      <Form node={node} />
      {entry && Object.keys(portsOf(entry, drawn.params).inputs).length > 0 && <Inputs node={node} />}
      <fieldset disabled={readOnly} className="flex flex-col gap-4 border-t border-line pt-4">
        <Field label={said.nodeName}>
          <Input
            value={drawn.name ?? ''}
            placeholder={entry?.title ?? node}
            maxLength={120}
            onChange={({ target }) => change({ name: target.value || undefined }, 'the name')}
          />
        </Field>
        <Field label={said.notes} hint={said.notesHint}>
          <TextArea
            rows={2}
            value={drawn.notes ?? ''}
            maxLength={4000}
            onChange={({ target }) => change({ notes: target.value || undefined }, 'the notes')}
          />
        </Field>
      </fieldset>
      {entry && (
        <details className="border-t border-line pt-3 text-soft" open={Object.keys(drawn.params).length === 0}>
          <summary className="mb-2 text-12 font-strong">{said.about}</summary>
          <Doc text={entry.doc} />
        </details>
      )}
    </div>
  )
}
