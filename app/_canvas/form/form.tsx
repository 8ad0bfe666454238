'use client'
import { useMemo } from 'react'
import { changeNode } from '#pipeline/edit.ts'
import { words } from '../../_words/en.ts'
import { useEditor, useShown } from '../editor-context.ts'
import { FieldRow } from './field-row.tsx'
import { currentOf, type Field, fieldsOf, shownFields, withParam } from './fields.ts'
import { FormContext, type FormSurroundings } from './form-context.ts'
import { fieldOfProblem } from './problem-place.ts'

const nothing: Record<string, unknown> = {}
const isText = (value: unknown): value is string => typeof value === 'string'

function appOf(fields: readonly Field[], params: Record<string, unknown>): FormSurroundings['app'] {
  const writtenIn = (kind: Field['kind']) => {
    const field = fields.find((one) => one.kind === kind)
    return field && String(currentOf(field, params) ?? '')
  }
  const url = writtenIn('app-url')
  return url === undefined ? undefined : { url, call: writtenIn('app-call') ?? '' }
}

/** The parameters of a node, each change an edit; typing in one field is one step of undo. */
export function Form({ node }: { node: string }) {
  const editor = useEditor()
  const { spec, inspection, readOnly } = useShown()
  const drawn = spec.nodes[node]
  const entry = editor.entries.get(drawn?.kind ?? '')
  const fields = useMemo(() => fieldsOf(entry?.params ?? { properties: {} }), [entry])
  const params = drawn?.params ?? nothing
  const surroundings = useMemo(
    (): FormSurroundings => ({
      node,
      fileParam: fields.flatMap(({ kind, name }) => (kind === 'file' ? [params[name]] : [])).find(isText),
      app: appOf(fields, params),
      inputs: inspection.nodes[node]?.inputs ?? {},
      problems: new Map(
        inspection.problems.flatMap((problem) => {
          const path = problem.at.node === node ? fieldOfProblem(problem, fields, params) : undefined
          return path ? [[path, problem] as const] : []
        }),
      ),
      readOnly,
    }),
    [node, fields, params, inspection, readOnly],
  )
  if (fields.length === 0) return <p className="text-soft">{words.canvas.panel.noSettings}</p>

  const set = (name: string, title: string, value: unknown) => {
    const { spec: now } = editor.document.get()
    const before = now.nodes[node]
    if (!before) return
    const label = `change ${title.toLowerCase()} of ${before.name ?? node}`
    editor.edit(changeNode(now, node, { params: withParam(before.params, name, value) }, label), `${node}.${name}`)
  }
  return (
    <FormContext value={surroundings}>
      <fieldset disabled={readOnly} className="flex min-w-0 flex-col gap-4">
        {shownFields(fields, params).map((field) => (
          <FieldRow
            key={field.name}
            field={field}
            params={params}
            path={field.name}
            onParam={(value) => set(field.name, field.title, value)}
          />
        ))}
      </fieldset>
    </FormContext>
  )
}
