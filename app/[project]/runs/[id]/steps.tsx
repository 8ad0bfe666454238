'use client'
import { ChevronRight } from 'lucide-react'
import { Fragment } from 'react'
import { useAddress } from '../../../_list/use-address.ts'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { classNames } from '../../../_ui/class-names.ts'
import { KindMark } from '../../../_ui/kind-mark.tsx'
import { NumberText } from '../../../_ui/number-text.tsx'
import { StatusGlyph } from '../../../_ui/status-glyph.tsx'
import { words } from '../../../_words/en.ts'
import { Took } from '../took.tsx'
import { StepDetails } from './step-details.tsx'
import { TimeBar } from './time-bar.tsx'

const text = words.runs
type Run = Outputs['runs']['get']

/** What happened when, step by step; one of them opened. */
export function Steps({ project, run }: { project: string; run: Run }) {
  const address = useAddress()
  const open = address.get('step') ?? run.steps.find(({ status }) => status === 'failed')?.node
  return (
    <table aria-label={text.steps} className="w-full border-collapse text-left">
      <thead>
        <tr className="border-b border-line text-12 text-faint [&>th]:h-8 [&>th]:pr-4 [&>th]:font-normal">
          <th>{text.stepColumns.step}</th>
          <th>{text.stepColumns.status}</th>
          <th className="hidden text-right md:table-cell">{text.stepColumns.rows}</th>
          <th className="hidden w-1/3 md:table-cell">{text.stepColumns.timeline}</th>
          <th className="text-right">{text.stepColumns.took}</th>
        </tr>
      </thead>
      <tbody>
        {run.steps.map((step) => (
          <Fragment key={step.node}>
            <tr className="border-b border-line hover:bg-hover [&>td]:h-9 [&>td]:pr-4">
              <td>
                <button
                  type="button"
                  aria-expanded={open === step.node}
                  aria-label={text.details(step.title)}
                  onClick={() => address.set({ step: open === step.node ? 'none' : step.node })}
                  className="flex w-full items-center gap-2 rounded-md text-left"
                >
                  <ChevronRight
                    aria-hidden
                    className={classNames('size-3.5 shrink-0 text-faint', open === step.node && 'rotate-90')}
                  />
                  <KindMark kind={step.kind} />
                  <span className="min-w-0 break-words">{step.title}</span>
                </button>
              </td>
              <td>
                <span className="flex items-center gap-2">
                  <StatusGlyph status={step.status} label="shown" />
                  {step.status === 'running' && (
                    <span className="figures text-faint">
                      {step.progress !== null && text.progress(step.progress)} {step.message}
                    </span>
                  )}
                  {step.status === 'done' && step.message && <span className="text-soft">{step.message}</span>}
                </span>
              </td>
              <td className="hidden text-right md:table-cell">
                {step.rowsOut !== null && <NumberText value={step.rowsOut} />}
              </td>
              <td className="hidden md:table-cell">
                <TimeBar run={run} step={step} />
              </td>
              <td className="text-right">{step.status !== 'reused' && <Took {...step} />}</td>
            </tr>
            {open === step.node && (
              <tr className="border-b border-line bg-sunken">
                <td colSpan={5} className="px-6 py-3">
                  <StepDetails project={project} run={run} step={step} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}
