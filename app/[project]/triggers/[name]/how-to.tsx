'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '../../../_frame/page.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { CodeBlock } from '../../../_ui/code-block.tsx'
import { CopyButton } from '../../../_ui/copy-button.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { Tabs } from '../../../_ui/tabs.tsx'
import { words } from '../../../_words/en.ts'
import { callByCurl, callByPython, sendByCurl, sendByPython } from './samples.ts'

const text = words.triggers

interface HowToProps {
  trigger: Outputs['triggers']['get']
  apiUrl: string
}

/** How others reach it, where others do. */
export function HowTo({ trigger, apiUrl }: HowToProps) {
  if (trigger.kind === 'webhook') return <HowToSend trigger={trigger} apiUrl={apiUrl} />
  return trigger.kind === 'api' ? <HowToCall trigger={trigger} apiUrl={apiUrl} /> : null
}

function HowToSend({ trigger, apiUrl }: HowToProps) {
  const address = new URL(`/hooks/${trigger.id}`, apiUrl).href
  return (
    <Section title={text.send} about={text.sendAbout}>
      <Address address={address} />
      <Samples curl={sendByCurl(address)} python={sendByPython(address)} />
    </Section>
  )
}

function HowToCall({ trigger, apiUrl }: HowToProps) {
  const trpc = useTRPC()
  const { slug } = trigger.pipeline
  const outline = useQuery(trpc.triggers.outline.queryOptions({ pipeline: slug }))
  const address = new URL(`/pipelines/${slug}/runs`, apiUrl).href
  return (
    <Section title={text.call} about={text.callAbout}>
      <Address address={address} />
      <Loaded query={outline} what={text.description}>
        {({ parameters, openapi }) => {
          const sample = Object.fromEntries(parameters.map(({ name, standard }) => [name, standard]))
          return (
            <>
              {parameters.length === 0 ? (
                <p className="text-soft">{text.noParameters}</p>
              ) : (
                <table aria-label={text.parameter} className="w-full text-left">
                  <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
                    <tr>
                      <th>{text.parameter}</th>
                      <th>{text.type}</th>
                      <th>{text.standard}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {parameters.map(({ name, type, standard }) => (
                      <tr key={name} className="border-b border-line [&>td]:h-9 [&>td]:pr-3">
                        <td>
                          <code>{name}</code>
                        </td>
                        <td>{text.types[type]}</td>
                        <td className="break-all">
                          <code>{JSON.stringify(standard)}</code>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
              <Samples
                curl={callByCurl(address, sample)}
                python={callByPython(address, sample)}
                openapi={JSON.stringify({ ...openapi, servers: [{ url: new URL(apiUrl).origin }] }, null, 2)}
              />
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}

function Address({ address }: { address: string }) {
  return (
    <div className="flex items-center gap-2">
      <code className="min-w-0 break-all">{address}</code>
      <CopyButton text={address} label={text.copyAddress} />
    </div>
  )
}

function Samples({ curl, python, openapi }: { curl: string; python: string; openapi?: string }) {
  const [shown, setShown] = useState('curl')
  const tabs = [
    { value: 'curl', label: 'curl', content: <CodeBlock code={curl} className="mt-3" /> },
    { value: 'python', label: 'Python', content: <CodeBlock code={python} className="mt-3" /> },
  ]
  if (openapi) tabs.push({ value: 'openapi', label: 'OpenAPI', content: <CodeBlock code={openapi} className="mt-3" /> })
  return <Tabs label={text.samples} tabs={tabs} value={shown} onValue={setShown} />
}
