'use client'
import { useState } from 'react'
import type { OpenDemo } from '#services/demos/open.ts'
import { CodeBlock } from '../_ui/code-block.tsx'
import { Tabs } from '../_ui/tabs.tsx'
import { words } from '../_words/en.ts'
import { languages } from './code.ts'
import { type Row, sendable } from './row.ts'

const text = words.demo
const file = 'data:image/png;base64,…'

interface CodeTabProps {
  demo: OpenDemo
  row: Row
  /** Of the web pages, and of the protocols server. */
  urls: { web: string; api: string }
}

/** How a program asks the same. */
export function CodeTab({ demo, row, urls }: CodeTabProps) {
  const [language, setLanguage] = useState('python')
  const shown = Object.fromEntries(
    Object.entries(sendable(demo.inputs, row)).map(([name, value]) => [
      name,
      typeof value === 'string' && value.startsWith('data:') ? file : value,
    ]),
  )
  const call = {
    address: new URL(`/api/demos/${demo.name}`, urls.web).href,
    gradio: new URL(`/gradio/${demo.name}`, urls.api).href,
    row: shown,
  }
  return (
    <div className="flex max-w-200 flex-col gap-3">
      <p className="text-soft">{demo.visitor === 'member' ? text.codeAbout : text.codeVisitor}</p>
      <Tabs
        label={text.tabs.code}
        value={language}
        onValue={setLanguage}
        tabs={languages.map(({ value, label, write }) => ({
          value,
          label,
          content: <CodeBlock code={write(call)} className="mt-3" />,
        }))}
      />
    </div>
  )
}
