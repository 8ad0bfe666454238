'use client'
import { useAddress } from '../../../_list/use-address.ts'
import { CodeBlock } from '../../../_ui/code-block.tsx'
import { Tabs } from '../../../_ui/tabs.tsx'
import { words } from '../../../_words/en.ts'
import { curl, javascript, python } from './code.ts'

export interface Call {
  /** Where the endpoint answers. */
  address: string
  row: Record<string, unknown>
  /** Columns that are pictures: they come from files. */
  pictures: readonly string[]
}

const languages = [
  { value: 'curl', label: 'curl', write: curl },
  { value: 'python', label: 'Python', write: python },
  { value: 'javascript', label: 'JavaScript', write: javascript },
]

export function CodeSamples(call: Call) {
  const address = useAddress()
  return (
    <Tabs
      label={words.endpoints.code}
      value={address.get('code') ?? 'curl'}
      onValue={(code) => address.set({ code: code === 'curl' ? undefined : code })}
      tabs={languages.map(({ value, label, write }) => ({
        value,
        label,
        content: <CodeBlock code={write(call)} className="mt-3" />,
      }))}
    />
  )
}
