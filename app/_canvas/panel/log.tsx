'use client'
import { useEffect, useRef } from 'react'
import { classNames } from '../../_ui/class-names.ts'
import { CopyButton } from '../../_ui/copy-button.tsx'
import { words } from '../../_words/en.ts'
import type { StepView } from '../api.ts'
import { useEditor } from '../editor-context.ts'
import { useLive } from './use-live.ts'

/** What a step writes, as it writes it; it stays at the end while the user does. */
export function Log({ run, node, step }: { run: string; node: string; step: StepView }) {
  const { api } = useEditor()
  const box = useRef<HTMLPreElement>(null)
  const atEnd = useRef(true)
  const lines = useLive(['logs', run, node], step, () => api.logs(run, node)) ?? []

  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are the news
  useEffect(() => {
    if (atEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight })
  }, [lines.length])

  return (
    <section>
      <h3 className="pb-1 text-12 text-faint">{words.canvas.step.log}</h3>
      {lines.length === 0 ? (
        <p className="text-soft">{words.canvas.step.noLog}</p>
      ) : (
        <div className="relative rounded-md bg-sunken">
          <pre
            ref={box}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it
            tabIndex={0}
            role="log"
            aria-label={words.canvas.step.log}
            onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
              atEnd.current = scrollHeight - scrollTop - clientHeight < 24
            }}
            className="max-h-80 overflow-auto px-3 py-2 pr-10 break-words whitespace-pre-wrap"
          >
            {lines.map(({ id, stream, text }) => (
              <span
                key={id}
                className={classNames(stream === 'stderr' && 'text-warning', stream === 'system' && 'text-faint')}
              >
                {text.endsWith('\n') ? text : `${text}\n`}
              </span>
            ))}
          </pre>
          <CopyButton text={lines.map(({ text }) => text).join('')} className="absolute top-1 right-1" />
        </div>
      )}
    </section>
  )
}
