'use client'
import { RotateCcw } from 'lucide-react'
import { type ComponentType, useContext } from 'react'
import { Field as UiField } from '../../_ui/field.tsx'
import { words } from '../../_words/en.ts'
import { currentOf, type Field } from './fields.ts'
import { FormContext, type RowProps, type WidgetProps } from './form-context.ts'
import { AppAnswers } from './widgets/app-answers.tsx'
import { AppInputs } from './widgets/app-inputs.tsx'
import { ListWidget } from './widgets/list.tsx'
import { widgets } from './widgets/widget.tsx'

const said = words.canvas.form

/** One parameter with its title, its control, what it may be, and what is wrong with it. */
export function FieldRow({ field, params, path, onParam }: RowProps) {
  const { problems } = useContext(FormContext)
  const value = currentOf(field, params)
  const isSet = params[field.name] !== undefined
  const problem = problems.get(path)
  const range = rangeOf(field)
  const hint = [field.description, range].filter(Boolean).join(' ') || undefined
  return (
    <div data-param={path} className="group/field relative">
      <UiField
        label={
          field.kind === 'boolean' ? (
            <span className="sr-only">{field.title}</span>
          ) : (
            <>
              {field.title}
              {field.required && !isSet && <span className="font-normal text-faint"> · {said.required}</span>}
            </>
          )
        }
        hint={hint}
        error={problem && [problem.message, problem.hint].filter(Boolean).join(' — ')}
      >
        <Control field={field} value={value} onValue={onParam} />
      </UiField>
      {isSet && field.default !== undefined && (
        <button
          type="button"
          aria-label={said.reset(field.title)}
          title={said.reset(field.title)}
          onClick={() => onParam(undefined)}
          className="absolute -top-1 right-0 grid size-6 place-items-center rounded-md text-faint opacity-0 group-focus-within/field:opacity-100 group-hover/field:opacity-100 hover:bg-hover hover:text-ink focus-visible:opacity-100"
        >
          <RotateCcw aria-hidden className="size-3" />
        </button>
      )}
    </div>
  )
}

function Control(props: WidgetProps) {
  const { kind } = props.field
  if (isList(kind)) {
    const List = lists[kind] as ComponentType<WidgetProps & { Row: typeof FieldRow }>
    return <List {...props} Row={FieldRow} />
  }
  const Widget = widgets[kind] as ComponentType<WidgetProps>
  return <Widget {...props} />
}

const lists = { list: ListWidget, 'app-inputs': AppInputs, 'app-answers': AppAnswers }
const isList = (kind: Field['kind']): kind is keyof typeof lists => kind in lists

function rangeOf({ minimum, maximum, kind }: Field): string | undefined {
  if (kind === 'seed') return undefined
  const [low, high] = [minimum?.toLocaleString('en'), maximum?.toLocaleString('en')]
  if (low && high) return said.range(low, high)
  if (low && minimum !== 0) return said.atLeast(low)
  return high ? said.atMost(high) : undefined
}
