import { Check, CircleDot, Hand, X } from 'lucide-react'
import type { Outputs } from '../_trpc/outputs.ts'
import { classNames } from '../_ui/class-names.ts'
import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'
import { percentText } from './percent-text.ts'

const text = words.releases

export type Release = NonNullable<Outputs['releases']['get']>
type Stage = Release['stages'][number]

/** The way of a release as a picture: each step with the part of the traffic that the new version has. */
export function Steps({ release }: { release: Release }) {
  const { stages, step, state, promotion, plan } = release
  const all: (Stage | undefined)[] = stages.some(({ mode }) => mode === 'watch') ? stages : [...stages, undefined]
  const open = state === 'leading' || state === 'waiting'
  return (
    <ol aria-label={text.picture} className="grid gap-x-1 gap-y-3 md:auto-cols-fr md:grid-flow-col">
      {all.map((stage, index) => {
        const waits =
          (plan.approval === 'before-start' && index === 0) ||
          (plan.approval === 'before-promotion' && index === promotion)
        const standing = index < step || state === 'promoted' ? 'past' : index === step && open ? 'here' : 'to come'
        const stopped = index === step && (state === 'rolled-back' || state === 'failed')
        const waiting = standing === 'here' && state === 'waiting'
        const share = stage?.share ?? 1
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other name
            key={index}
            aria-current={standing === 'here' ? 'step' : undefined}
            className={classNames('min-w-0', standing === 'to come' && 'text-faint')}
          >
            <span className="relative block h-8 overflow-hidden rounded-[3px] bg-sunken">
              <span
                className={classNames(
                  'absolute bottom-0 left-0 w-full',
                  standing === 'to come' || waiting ? 'bg-chart-quiet opacity-50' : 'bg-chart-now',
                  stage?.mode === 'shadow' && 'opacity-40',
                )}
                style={{ height: `${Math.max(6, share * 100)}%` }}
              />
            </span>
            <span className="mt-1 flex flex-wrap items-center gap-x-1.5 font-strong [&_svg]:size-3.5">
              {standing === 'past' && <Check aria-hidden className="text-status-done" />}
              {stopped && <X aria-hidden className="text-danger" />}
              {standing === 'here' &&
                (waiting ? (
                  <Hand aria-hidden className="text-warning" />
                ) : (
                  <CircleDot aria-hidden className="text-status-running" />
                ))}
              {stageText(stage)}
            </span>
            <span className="block text-12 text-faint">
              {stage ? lasting(stage) : ''}
              {waits && <span className="block text-warning">{text.agreement}</span>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

export const stageText = (stage: Stage | undefined): string =>
  stage && stage.mode !== 'watch' ? `${percentText(stage.share)} ${text.modes[stage.mode]}` : text.all

function lasting({ mode, minutes, requests }: Stage): string {
  if (mode === 'watch') return `${text.modes.watch}, ${text.stepWatch(numberText(minutes))}`
  return mode === 'ab' ? text.stepMost(numberText(minutes)) : text.stepFor(numberText(minutes), numberText(requests))
}
