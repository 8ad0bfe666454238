'use client'
import { useQuery } from '@tanstack/react-query'
import { Section } from '../../_frame/page.tsx'
import { Notice } from '../../_registry/notice.tsx'
import { useTRPC } from '../../_trpc/client.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { words } from '../../_words/en.ts'
import { ArtifactPreview } from '../artifacts/artifact-preview.tsx'
import type { Run } from '../run/run.ts'
import type { Push } from './push.ts'
import { PushFacts } from './push-facts.tsx'
import { Reproducibility } from './reproducibility.tsx'

const text = words.pushes

/** What is known of a notebook that was pushed, and the notebook. */
export function PushedNotebook({ project, run }: { project: string; run: Run }) {
  const trpc = useTRPC()
  const push = useQuery(trpc.tracked.push.queryOptions({ id: run.id }))
  return (
    <Loaded query={push} what={text.tab.toLowerCase()}>
      {(found) => found && <Shown project={project} push={found} />}
    </Loaded>
  )
}

function Shown({ project, push }: { project: string; push: Push }) {
  const { report, refused } = push
  const why = refused ?? report?.model?.refused
  return (
    <div className="grid items-start gap-x-10 gap-y-7 pt-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
      <div className="flex min-w-0 flex-col gap-7 lg:order-2">
        <PushFacts project={project} push={push} />
        {why && (
          <Section title={text.refused}>
            <FaultNotice fault={{ code: 'BAD_DATA', message: why.message, ...(why.hint && { hint: why.hint }) }} />
          </Section>
        )}
        <Reproducibility push={push} />
        {report && <HiddenState report={report} />}
      </div>
      <Section title={text.asRun} about={text.asRunAbout} className="lg:order-1">
        <ArtifactPreview project={project} path={`${push.folder}/executed.ipynb`} name="executed.ipynb" />
      </Section>
    </div>
  )
}

function HiddenState({ report }: { report: NonNullable<Push['report']> }) {
  const { warnings, notebook } = report
  return (
    <Section title={text.warnings}>
      {warnings.length === 0 && <p className="text-soft">{notebook.why ? text.notCompared : text.noWarnings}</p>}
      {warnings.map(({ kind, message, hint }) => (
        <Notice key={`${kind} ${message}`} title={capital(message)} hint={hint && capital(hint)} />
      ))}
    </Section>
  )
}

/** Also where no style sheet does it: a reader says the title as it is written. */
const capital = (sentence: string) => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
