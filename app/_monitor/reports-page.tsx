'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Page, Section } from '../_frame/page.tsx'
import { useAddress } from '../_list/use-address.ts'
import { useTRPC } from '../_trpc/client.tsx'
import type { Outputs } from '../_trpc/outputs.ts'
import { classNames } from '../_ui/class-names.ts'
import { EmptyState } from '../_ui/empty-state.tsx'
import { FaultNotice } from '../_ui/fault-notice.tsx'
import { Loaded } from '../_ui/loaded.tsx'
import { momentText } from '../_ui/moment-text.ts'
import { RelativeTime } from '../_ui/relative-time.tsx'
import { Select } from '../_ui/select.tsx'
import { StatusGlyph } from '../_ui/status-glyph.tsx'
import { Tabs } from '../_ui/tabs.tsx'
import { words } from '../_words/en.ts'
import { AlarmChips } from './alarm-chips.tsx'
import { FigureOverTime } from './figure-over-time.tsx'
import { MakeMonitor } from './make-monitor.tsx'
import { PastReports } from './past-reports.tsx'
import { StoredReport } from './stored-report.tsx'
import { Watchers } from './watchers.tsx'

const text = words.monitors
type Runs = Outputs['monitors']['reports']['runs']
type Run = Runs[number]

/** All that a monitor ever found of an endpoint: over time, one report in full, two side by side. */
export function ReportsPage({ project, endpoint }: { project: string; endpoint: string }) {
  const trpc = useTRPC()
  const found = useQuery(trpc.monitors.reports.queryOptions({ endpoint, limit: 200 }))
  return (
    <Page
      title={text.allOf(endpoint)}
      parent={{ href: `/${project}/endpoints/${endpoint}`, label: endpoint }}
      note={found.data && <Watchers project={project} pipelines={found.data.pipelines} />}
    >
      <Loaded query={found} what={text.reports.toLowerCase()}>
        {({ pipelines, runs }) =>
          runs.length === 0 ? (
            <EmptyState
              title={text.allOf(endpoint)}
              hint={pipelines.length === 0 ? text.none : text.noReports}
              action={pipelines.length === 0 && <MakeMonitor endpoint={endpoint} />}
            />
          ) : (
            <Found project={project} runs={runs} />
          )
        }
      </Loaded>
    </Page>
  )
}

function Found({ project, runs }: { project: string; runs: Runs }) {
  const address = useAddress()
  const told = runs.filter(({ reports, fault }) => reports.length > 0 || fault)
  const asked = address.get('run')
  const shown = asked ? runs.find(({ id }) => id === asked) : told[0]
  const beside = told.find(({ id }) => id === address.get('with'))
  return (
    <div className="flex flex-col gap-8">
      <Section title={text.over}>
        <FigureOverTime runs={runs} />
      </Section>
      <Section
        title={text.thisReport}
        actions={
          <span className="flex items-center gap-2 text-soft">
            {text.compareWith}
            <Select
              aria-label={text.compareWith}
              className="w-48"
              value={beside?.id ?? ''}
              onValue={(run) => address.set({ with: run || undefined })}
              placeholder={text.nothingBeside}
              options={told
                .filter(({ id }) => id !== shown?.id)
                .map(({ id, at }) => ({ value: id, label: momentText(at) }))}
            />
          </span>
        }
      >
        {shown ? (
          <div className={classNames('grid gap-8', beside && 'lg:grid-cols-2')}>
            {[shown, ...(beside ? [beside] : [])].map((run) => (
              <InFull key={run.id} project={project} run={run} />
            ))}
          </div>
        ) : (
          <p className="text-soft">{text.noSuchRun}</p>
        )}
      </Section>
      <Section title={text.reports}>
        <PastReports
          project={project}
          runs={runs}
          {...(shown && { chosen: shown.id })}
          onRun={(run) => address.set({ run })}
        />
      </Section>
    </div>
  )
}

function InFull({ project, run }: { project: string; run: Run }) {
  const address = useAddress()
  const { reports } = run
  const kind = address.get('kind') ?? reports[0]?.kind ?? 'drift'
  const value = reports.some((report) => report.kind === kind) ? kind : (reports[0]?.kind ?? '')
  return (
    <article className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <RelativeTime at={run.at} />
        <Link className="inline-flex" href={`/${project}/runs/${run.id}`}>
          <StatusGlyph status={run.status} label="shown" />
        </Link>
        <AlarmChips reports={reports} />
      </div>
      {run.fault && <FaultNotice fault={run.fault} />}
      {reports.length > 0 && (
        <Tabs
          label={text.reports}
          value={value}
          onValue={(next) => address.set({ kind: next })}
          tabs={reports.map((report) => ({
            value: report.kind,
            label: text.kinds[report.kind],
            content: (
              <div className="pt-3">
                <StoredReport kind={report.kind} artifact={report.artifact} />
              </div>
            ),
          }))}
        />
      )}
    </article>
  )
}
