'use client'
import { Plus } from 'lucide-react'
import { useContext } from 'react'
import { Button } from '../../../_ui/button.tsx'
import { words } from '../../../_words/en.ts'
import { FormContext, type WidgetProps } from '../form-context.ts'
import { Texts } from './texts.tsx'
import { useFile } from './use-files.ts'

/** Names of ports, with those that the notebook itself uses one click away. */
export function PortNames(props: WidgetProps<string[] | undefined>) {
  const { field, value = [], onValue } = props
  const { fileParam } = useContext(FormContext)
  const facts = useFile(fileParam)?.notebook
  const used = field.suggest ? (facts?.[field.suggest] ?? []) : []
  const offered = used.filter((name) => !value.includes(name))
  return (
    <div className="flex flex-col gap-1.5">
      <Texts {...props} placeholder={words.canvas.form.notebook.portName} />
      {offered.length > 0 && (
        <p className="flex flex-wrap gap-1.5">
          {offered.map((name) => (
            <Button key={name} onClick={() => onValue([...value, name])}>
              <Plus aria-hidden />
              <code>{name}</code>
            </Button>
          ))}
        </p>
      )}
    </div>
  )
}
