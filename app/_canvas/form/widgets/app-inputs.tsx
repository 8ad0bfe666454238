'use client'
import { X } from 'lucide-react'
import type { AppCall } from '#services/apps/describe.ts'
import { IconButton } from '../../../_ui/icon-button.tsx'
import { Input } from '../../../_ui/input.tsx'
import { Select } from '../../../_ui/select.tsx'
import { words } from '../../../_words/en.ts'
import { useColumns } from '../form-context.ts'
import { type ListProps, ListWidget } from './list.tsx'
import { useCall } from './use-app.ts'

const said = words.gradioApp
const always = '·always'

interface Filled {
  parameter: string
  column?: string
  value?: string
}

/** What fills each parameter of the chosen call: a column, a value for all rows, or what the app takes by itself. */
export function AppInputs(props: ListProps) {
  const columns = useColumns('rows')
  const call = useCall()
  if (!call) return <ListWidget {...props} />
  const given = (props.value ?? []) as unknown as Filled[]
  const names = columns?.map(({ name }) => name)
  const now = given.length > 0 ? given : byName(call, names ?? [])
  const set = (next: Filled[]) => props.onValue(next.length > 0 ? next.map((one) => ({ ...one })) : undefined)
  const put = (parameter: string, filled: Filled | undefined) =>
    set(
      [...call.parameters.map(({ name }) => name), ...strayOf(call, now)].flatMap((name) => {
        const one = name === parameter ? filled : now.find((other) => other.parameter === name)
        return one ? [one] : []
      }),
    )
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line px-3 py-2">
      {call.parameters.length === 0 && <p className="text-12 text-faint">{said.nothing}</p>}
      {call.parameters.map((parameter) => (
        <Parameter
          key={parameter.name}
          {...{ parameter, names }}
          filled={now.find((one) => one.parameter === parameter.name)}
          onFilled={(filled) => put(parameter.name, filled)}
        />
      ))}
      {strayOf(call, now).map((name) => (
        <p key={name} className="flex items-center gap-2 text-12 text-warning">
          <span className="min-w-0 grow break-words">{said.stray(name)}</span>
          <IconButton label={said.leaveOut(name)} onClick={() => put(name, undefined)}>
            <X />
          </IconButton>
        </p>
      ))}
      {!columns && <p className="text-12 text-faint">{words.canvas.form.noColumns}</p>}
    </div>
  )
}

const byName = ({ parameters }: AppCall, names: readonly string[]): Filled[] =>
  parameters.flatMap(({ name }) => (names.includes(name) ? [{ parameter: name, column: name }] : []))

const strayOf = ({ parameters }: AppCall, now: readonly Filled[]): string[] =>
  now.flatMap(({ parameter }) => (parameters.some(({ name }) => name === parameter) ? [] : [parameter]))

interface ParameterProps {
  parameter: AppCall['parameters'][number]
  /** Of the columns at the input, where they are known. */
  names: readonly string[] | undefined
  filled: Filled | undefined
  onFilled: (filled: Filled | undefined) => void
}

function Parameter({ parameter: { name, label, type, optional, standard }, names, filled, onFilled }: ParameterProps) {
  const isValue = filled !== undefined && !filled.column
  const gone = filled?.column !== undefined && filled.column !== '' && !names?.includes(filled.column)
  const lacking = !optional && !filled
  return (
    <div className="flex flex-col gap-1 border-b border-line pb-2 last:border-0 last:pb-0">
      <p className="flex items-baseline justify-between gap-2 text-12">
        <code className="truncate" title={name}>
          {name}
        </code>
        <span className="truncate text-faint">{[label !== name && label, type].filter(Boolean).join(' · ')}</span>
      </p>
      <Select
        aria-label={said.fills(name)}
        aria-invalid={lacking || (gone && names) ? true : undefined}
        value={isValue ? always : (filled?.column ?? '')}
        options={[
          { value: '', label: optional ? said.standard(standard === null ? said.none : String(standard)) : '–' },
          ...(gone
            ? [
                {
                  value: filled.column ?? '',
                  label: names ? words.canvas.form.gone(filled.column ?? '') : (filled.column ?? ''),
                },
              ]
            : []),
          ...(names ?? []).map((column) => ({ value: column })),
          { value: always, label: said.always },
        ]}
        onValue={(next) =>
          onFilled(
            next === ''
              ? undefined
              : next === always
                ? { parameter: name, value: standard === null ? '' : String(standard) }
                : { parameter: name, column: next },
          )
        }
      />
      {isValue && (
        <Input
          aria-label={said.alwaysOf(name)}
          value={filled.value ?? ''}
          onChange={({ target }) => onFilled({ parameter: name, value: target.value })}
        />
      )}
      {lacking && <p className="text-12 text-danger">{said.lacks}</p>}
    </div>
  )
}
