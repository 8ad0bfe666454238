'use client'
import { X } from 'lucide-react'
import { useContext } from 'react'
import type { NotebookParameter } from '#pipeline/notebook/facts.ts'
import { Field } from '../../../_ui/field.tsx'
import { IconButton } from '../../../_ui/icon-button.tsx'
import { words } from '../../../_words/en.ts'
import { FormContext, type WidgetProps } from '../form-context.ts'
import { NotebookValue } from './notebook-value.tsx'
import { useFile } from './use-files.ts'

const said = words.canvas.form.notebook

/** The parameters of the chosen notebook, each as what its default is. */
export function NotebookValues({ value = {}, onValue }: WidgetProps<Record<string, unknown> | undefined>) {
  const { fileParam } = useContext(FormContext)
  const file = useFile(fileParam)
  const facts = file?.notebook
  if (!facts) return <p className="text-12 text-faint">{said.chooseFirst}</p>
  const parameters: readonly NotebookParameter[] = facts.parameters ?? []
  const unknown = Object.keys(value).filter((name) => !parameters.some((one) => one.name === name))
  const set = (name: string, next: unknown) => {
    const { [name]: _, ...rest } = value
    const all = next === undefined ? rest : { ...rest, [name]: next }
    onValue(Object.keys(all).length > 0 ? all : undefined)
  }
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line px-3 py-3">
      {parameters.map((parameter) => (
        <Field
          key={parameter.name}
          label={<code className={parameter.name in value ? '' : 'font-normal'}>{parameter.name}</code>}
          hint={parameter.help}
        >
          <NotebookValue
            parameter={parameter}
            value={value[parameter.name]}
            onValue={(next) => set(parameter.name, next)}
          />
        </Field>
      ))}
      {unknown.map((name) => (
        <p key={name} className="flex items-center gap-2 text-warning">
          <code className="min-w-0 grow truncate">{`${name} = ${JSON.stringify(value[name])}`}</code>
          <IconButton label={said.leaveOut(name)} onClick={() => set(name, undefined)}>
            <X />
          </IconButton>
        </p>
      ))}
      {facts.parameters === null ? (
        <p className="text-12 text-faint">{said.untagged}</p>
      ) : (
        parameters.length === 0 && <p className="text-12 text-faint">{said.none}</p>
      )}
    </div>
  )
}
