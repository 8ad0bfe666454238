'use client'
import type { PastAnswer } from '#services/demos/history.ts'
import type { OpenDemo } from '#services/demos/open.ts'
import { Button } from '../_ui/button.tsx'
import { EmptyState } from '../_ui/empty-state.tsx'
import { Loaded } from '../_ui/loaded.tsx'
import { Picture } from '../_ui/picture.tsx'
import { RelativeTime } from '../_ui/relative-time.tsx'
import { words } from '../_words/en.ts'
import { answerText } from './answer.tsx'
import type { Door } from './ask.ts'
import { shownValue } from './row.ts'
import { useAsked } from './use-asked.ts'
import type { Tried } from './use-tried.ts'

const text = words.demo

interface HistoryProps {
  door: Door
  demo: OpenDemo
  /** In this tab, and not kept. */
  tried: readonly Tried[]
  onRow: (inputs: Record<string, unknown>) => void
}

/** What this visitor kept, and what they only tried. */
export function History({ door, demo, tried, onRow }: HistoryProps) {
  return (
    <div className="flex flex-col gap-6">
      <Kept {...{ door, demo, onRow }} />
      {tried.length > 0 && (
        <section aria-label={text.tried} className="flex flex-col gap-2">
          <h2 className="text-15">{text.tried}</h2>
          <p className="text-soft">{text.triedAbout}</p>
          <ul className="flex flex-col">
            {tried.map(({ at, row, prediction, version }) => (
              <li key={at} className={line}>
                <span className="w-28 text-soft">
                  <RelativeTime at={new Date(at)} />
                </span>
                <span className="min-w-28 font-strong">{answerText(demo, prediction)}</span>
                <Inputs demo={demo} inputs={row} />
                {version !== demo.version.number && <span className="text-soft">{text.versionNumber(version)}</span>}
                <Button onClick={() => onRow(row)}>{text.again}</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

const line = 'flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2'

function Kept({ door, demo, onRow }: Omit<HistoryProps, 'tried'>) {
  const past = useAsked<PastAnswer[]>(door, 'history', demo.version.number)
  return (
    <Loaded query={past} what={text.tabs.history.toLowerCase()}>
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState title={text.emptyHistory} hint={text.emptyHistoryHint} />
        ) : (
          <div className="flex flex-col gap-3">
            <p className="text-soft">{text.historyAbout}</p>
            <ul className="flex flex-col">
              {rows.map((one) => (
                <li key={one.id} className={line}>
                  <span className="w-28 text-soft">
                    <RelativeTime at={new Date(one.at)} />
                  </span>
                  <span className="min-w-28 font-strong">{answerText(demo, one.output.prediction)}</span>
                  <Inputs demo={demo} inputs={one.inputs} />
                  <span className="text-soft">{saidText(demo, one)}</span>
                  <Button onClick={() => onRow(one.inputs)}>{text.again}</Button>
                </li>
              ))}
            </ul>
          </div>
        )
      }
    </Loaded>
  )
}

function Inputs({ demo, inputs }: { demo: OpenDemo; inputs: Record<string, unknown> }) {
  const parts = demo.inputs.map(({ name, label, unit, type }) =>
    type === 'image' && typeof inputs[name] === 'string' ? (
      <Picture key={name} src={String(inputs[name])} alt={label} className="size-10" />
    ) : (
      `${label} ${shownValue(inputs[name], unit)}`
    ),
  )
  const texts = parts.filter((part) => typeof part === 'string')
  return (
    <span className="flex min-w-0 grow basis-60 items-center gap-2 text-soft">
      {parts.filter((part) => typeof part !== 'string')}
      <span className="truncate" title={texts.join(', ')}>
        {texts.join(', ')}
      </span>
    </span>
  )
}

function saidText(demo: OpenDemo, { verdict, corrected }: PastAnswer): string {
  if (verdict === null) return ''
  if (verdict === 'right') return text.saidRight
  return corrected === null ? text.saidWrong : `${text.saidWrong}: ${answerText(demo, corrected)}`
}
