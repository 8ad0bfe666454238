'use client'
import { Select } from '../../../_ui/select.tsx'
import { words } from '../../../_words/en.ts'
import type { WidgetProps } from '../form-context.ts'
import { Text } from './text.tsx'
import { useApp } from './use-app.ts'

const said = words.gradioApp

/** One of the calls that the app lists; a name while it is not known. */
export function AppCall(props: WidgetProps<string | undefined>) {
  const { value, onValue } = props
  const { data } = useApp()
  if (!data || data.length === 0) return <Text {...props} />
  const there = data.some(({ name }) => name === value)
  return (
    <Select
      className={there ? 'figures' : 'text-danger'}
      value={value ?? ''}
      {...(!value && { placeholder: said.chooseCall })}
      options={[
        ...(value && !there ? [{ value, label: said.gone(value) }] : []),
        ...data.map(({ name }) => ({ value: name })),
      ]}
      onValue={(next) => next && onValue(next)}
    />
  )
}
