'use client'
import { connect, remove } from '#pipeline/edit.ts'
import { edgesInto } from '#pipeline/graph.ts'
import { portsOf } from '#pipeline/ports-of.ts'
import { type Edge, edgeId } from '#pipeline/spec.ts'
import { Field } from '../../_ui/field.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { combine } from '../document/combine.ts'
import { useEditor, useShown } from '../editor-context.ts'
import { portsIn, sources } from '../next/rank.ts'

const said = words.canvas.panel

/** Where each input comes from: wiring without a mouse. */
export function Inputs({ node }: { node: string }) {
  const editor = useEditor()
  const { spec, readOnly } = useShown()
  const drawn = spec.nodes[node]
  const { inputs } = portsIn(editor.entries, drawn ?? { kind: '', params: {} })
  const nameOf = ({ from }: Edge) => {
    const source = spec.nodes[from.node]
    const kind = editor.entries.get(source?.kind ?? '')
    const title = source?.name ?? kind?.title ?? from.node
    const several = source && kind && Object.keys(portsOf(kind, source.params).outputs).length > 1
    return several ? `${title} · ${from.port}` : title
  }
  const choose = (present: readonly string[], offered: readonly Edge[], id: string) => {
    const now = editor.document.get().spec
    const wanted = offered.find((edge) => edgeId(edge) === id)
    const cut = remove(now, [], present)
    editor.edit(wanted ? combine(cut, connect(wanted), 'connect') : cut)
  }
  return (
    <fieldset disabled={readOnly} className="flex flex-col gap-3 border-t border-line pt-4">
      {Object.entries(inputs).map(([port, { doc, optional }]) => {
        const present = edgesInto(spec, node).filter(([, { to }]) => to.port === port)
        const offered = sources(spec, editor.entries, { node, port })
        const [current] = present
        const options = offered.map((edge) => ({ value: edgeId(edge), label: nameOf(edge) }))
        const isOffered = options.some(({ value }) => value === current?.[0])
        return (
          <Field key={port} label={said.input(port, optional === true)} hint={doc}>
            <Select
              options={current && !isOffered ? [...options, { value: current[0], label: nameOf(current[1]) }] : options}
              placeholder={said.notConnected}
              value={current?.[0] ?? ''}
              onValue={(id) =>
                choose(
                  present.map(([wire]) => wire),
                  offered,
                  id,
                )
              }
            />
          </Field>
        )
      })}
    </fieldset>
  )
}
