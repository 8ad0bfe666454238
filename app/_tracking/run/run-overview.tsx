'use client'
import { Section } from '../../_frame/page.tsx'
import { words } from '../../_words/en.ts'
import { MetricsTable } from './metrics-table.tsx'
import { ParamsTable } from './params-table.tsx'
import type { Run } from './run.ts'
import { RunChildren } from './run-children.tsx'
import { RunNotes } from './run-notes.tsx'
import { RunTags } from './run-tags.tsx'
import { RunData, RunModels } from './run-things.tsx'

const text = words.tracking

interface RunOverviewProps {
  project: string
  run: Run
  experiment: string
}

export function RunOverview({ project, run, experiment }: RunOverviewProps) {
  return (
    <div className="grid gap-x-10 gap-y-7 pt-4 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-7">
        <Section title={text.metrics}>
          <MetricsTable run={run} />
        </Section>
        <RunChildren project={project} run={run} experiment={experiment} />
      </div>
      <div className="flex min-w-0 flex-col gap-7">
        <Section title={text.params}>
          <ParamsTable run={run} />
        </Section>
        <RunNotes run={run} />
        <RunTags run={run} />
        <RunData project={project} run={run} />
        <RunModels project={project} run={run} />
      </div>
    </div>
  )
}
