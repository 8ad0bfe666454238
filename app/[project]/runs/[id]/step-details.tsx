'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { kindOfReport } from '../../../_monitor/kind-of-report.ts'
import { StoredReport } from '../../../_monitor/stored-report.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { MetricText, NumberText } from '../../../_ui/number-text.tsx'
import { words } from '../../../_words/en.ts'

const text = words.runs
type Run = Outputs['runs']['get']

interface StepDetailsProps {
  project: string
  run: Run
  step: Run['steps'][number]
}

/** Why a step failed or was reused, how many rows it saw, what it measured and what it printed. */
export function StepDetails({ project, run, step }: StepDetailsProps) {
  const trpc = useTRPC()
  const wanted = { id: run.id, node: step.node }
  const fresh = { staleTime: 0, refetchOnMount: 'always' as const }
  const logs = useQuery(trpc.runs.logs.queryOptions(wanted, fresh))
  const metrics = useQuery(trpc.runs.metrics.queryOptions(wanted, fresh))
  const state = `${step.status} ${step.progress} ${step.message}`
  const seen = useRef(state)
  useEffect(() => {
    if (seen.current === state) return
    seen.current = state
    void Promise.all([logs.refetch(), metrics.refetch()])
  }, [state, logs.refetch, metrics.refetch])
  return (
    <div className="flex flex-col gap-3">
      {step.fault && step.fault.message !== run.fault?.message && <FaultNotice fault={step.fault} />}
      {step.reusedFrom && (
        <p>
          {text.reused}.{' '}
          <Link className="link" href={`/${project}/runs/${step.reusedFrom}`}>
            {text.earlierRun}
          </Link>
        </p>
      )}
      {step.rowsIn !== null && step.rowsOut !== null && (
        <p>
          {text.rowsIn} <NumberText value={step.rowsIn} />, {text.rowsOut} <NumberText value={step.rowsOut} />
        </p>
      )}
      {(metrics.data?.length ?? 0) > 0 && (
        <dl className="flex flex-wrap gap-x-6 gap-y-1">
          {metrics.data?.map(({ name, points }) => (
            <div key={name} className="flex gap-2">
              <dt className="text-soft">{name}</dt>
              <dd>
                <MetricText value={points.at(-1)?.value ?? Number.NaN} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {Object.entries(step.outputs ?? {}).map(([port, value]) => {
        const kind = value.type === 'report' ? kindOfReport(value.metrics) : undefined
        return value.type === 'report' && kind && <StoredReport key={port} kind={kind} artifact={value.artifact} />
      })}
      <Loaded query={logs} what={text.logs.toLowerCase()}>
        {(lines) =>
          lines.length === 0 ? (
            <p className="text-faint">{text.noLogs}</p>
          ) : (
            <div
              role="log"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it
              tabIndex={0}
              aria-label={text.logs}
              className="figures max-h-72 overflow-auto whitespace-pre-wrap"
            >
              {lines.map((line) => (
                <span key={line.id} className={line.stream === 'stderr' ? 'text-danger' : undefined}>
                  {line.text}
                </span>
              ))}
            </div>
          )
        }
      </Loaded>
    </div>
  )
}
