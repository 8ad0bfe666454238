'use client'
import { Pencil } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useCallback, useEffect, useState } from 'react'
import type { FaultData } from '#pipeline/fault.ts'
import type { ClosedDemo, OpenDemo } from '#services/demos/open.ts'
import { Logo } from '../_frame/logo.tsx'
import { Button } from '../_ui/button.tsx'
import { dayText } from '../_ui/day-text.ts'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { Select } from '../_ui/select.tsx'
import { Tabs } from '../_ui/tabs.tsx'
import { ThemeToggle } from '../_ui/theme-toggle.tsx'
import { words } from '../_words/en.ts'
import { askDemo, type Door } from './ask.ts'
import type { FirstAnswer } from './first-answer.ts'
import { type Row, rowAtFirst, rowFromAddress, rowOf } from './row.ts'
import { Try } from './try.tsx'
import { useTried } from './use-tried.ts'

// Nobody needs these to try the model.
const About = dynamic(() => import('./about.tsx').then((file) => file.About))
const CodeTab = dynamic(() => import('./code-tab.tsx').then((file) => file.CodeTab))
const History = dynamic(() => import('./history.tsx').then((file) => file.History))
const Many = dynamic(() => import('./many.tsx').then((file) => file.Many))
const Markdown = dynamic(() => import('../_ui/markdown.tsx').then((file) => file.Markdown))

const text = words.demo
type TabName = keyof typeof text.tabs
const tabNames = Object.keys(text.tabs) as TabName[]

const nothing = { name: '', inputs: [], version: { model: '', number: 0 } }

export interface DemoAppProps {
  opened: OpenDemo | ClosedDemo
  door: Door
  /** What the model says of the row that the page begins with, where that is known. */
  first?: FirstAnswer
  urls: { web: string; api: string }
  /** In somebody else's page: no way out of it. */
  framed?: true
}

/** A demo in a page of its own: no place of the platform is shown to whoever came to try a model. */
export function DemoApp({ opened, door, first, urls, framed }: DemoAppProps) {
  const [demo, setDemo] = useState(opened)
  const [fault, setFault] = useState<FaultData>()
  const [tab, setTab] = useState<TabName>('try')
  const [row, setRow] = useState<Row>(() => startOf(opened))
  const [kept, setKept] = useState(0)
  const { tried, add: addTried } = useTried('inputs' in demo ? demo : nothing)

  useEffect(() => {
    const asked = new URLSearchParams(location.search).get('tab') as TabName | null
    if (asked && tabNames.includes(asked)) setTab(asked)
    const known = rowFromAddress(location.hash)
    if (known && 'inputs' in opened) setRow(rowOf(opened.inputs, known))
  }, [opened])

  const show = useCallback((next: TabName) => {
    setTab(next)
    const params = new URLSearchParams(location.search)
    if (next === 'try') params.delete('tab')
    else params.set('tab', next)
    const query = params.toString()
    history.replaceState(null, '', `${location.pathname}${query ? `?${query}` : ''}${location.hash}`)
  }, [])
  const choose = async (number: number) => {
    setFault(undefined)
    await askDemo<OpenDemo | ClosedDemo>(door, 'open', { version: number }).then((next) => {
      setDemo(next)
      if ('inputs' in next) setRow((before) => rowOf(next.inputs, before))
    }, setFault)
  }
  const lookAt = (inputs: Record<string, unknown>) => {
    if (!('inputs' in demo)) return
    setRow(rowOf(demo.inputs, inputs))
    show('try')
  }
  const isOpen = 'inputs' in demo
  return (
    <div data-accent={demo.accent} className="flex min-h-dvh flex-col bg-ground">
      <div aria-hidden className="h-1 bg-accent" />
      <header className="mx-auto flex w-full max-w-320 flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-4 md:px-8">
        <h1 className="min-w-0 grow basis-60 text-18 break-words md:text-24">{demo.title}</h1>
        <div className="flex flex-wrap items-center gap-2">
          {isOpen && demo.versions.length > 1 && (
            <Select
              aria-label={text.version}
              className="w-36!"
              value={String(demo.version.number)}
              options={demo.versions.map(({ number }) => ({
                value: String(number),
                label: text.versionNumber(number),
              }))}
              onValue={(number) => choose(Number(number))}
            />
          )}
          {demo.editable && !framed && (
            <Button asChild>
              <a href={`/${demo.editable}/demos/${demo.name}`}>
                <Pencil aria-hidden /> {text.edit}
              </a>
            </Button>
          )}
          <ThemeToggle />
        </div>
      </header>
      <main className="mx-auto flex w-full max-w-320 grow flex-col gap-4 px-4 py-4 md:px-8">
        {fault && <FaultNotice fault={fault} />}
        {isOpen && demo.sunset && (
          <p role="status" className="rounded-md bg-warning-soft px-3 py-2">
            {text.bye(dayText(demo.sunset.at), demo.sunset.reason)}
          </p>
        )}
        {!isOpen && (
          <section className="flex max-w-160 flex-col gap-3 py-8">
            <h2 className="text-15">{text.closedTitle}</h2>
            <FaultNotice fault={demo.fault} />
          </section>
        )}
        {isOpen && demo.text && <Markdown text={demo.text} />}
        {isOpen && (
          <Tabs
            label={text.tabList}
            value={tab}
            onValue={(next) => show(next as TabName)}
            tabs={tabNames.map((value) => ({
              value,
              label: text.tabs[value],
              content: (
                <div className="pt-4">
                  {value === 'try' && (
                    <Try
                      {...{ door, demo, row }}
                      first={demo === opened ? first : undefined}
                      onRow={setRow}
                      onTried={addTried}
                      onKept={() => setKept((count) => count + 1)}
                    />
                  )}
                  {value === 'many' && <Many door={door} demo={demo} />}
                  {value === 'history' && <History key={kept} {...{ door, demo }} tried={tried} onRow={lookAt} />}
                  {value === 'about' && <About door={door} demo={demo} />}
                  {value === 'code' && <CodeTab demo={demo} row={row} urls={urls} />}
                </div>
              ),
            }))}
          />
        )}
      </main>
      <footer className="mx-auto flex w-full max-w-320 items-center gap-2 px-4 py-6 text-12 text-faint md:px-8">
        {text.madeWith} <Logo /> {words.common.product}
        {isOpen && ` · ${words.demos.versionOf(demo.version.model, demo.version.number)}`}
      </footer>
    </div>
  )
}

/** The first real example, else what is usual. */
const startOf = (demo: OpenDemo | ClosedDemo): Row => ('inputs' in demo ? rowAtFirst(demo) : {})
