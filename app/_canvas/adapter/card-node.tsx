'use client'
import { type NodeProps, useStore } from '@xyflow/react'
import { TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { classNames } from '../../_ui/class-names.ts'
import { kindHue } from '../../_ui/kind-mark.tsx'
import { StatusGlyph } from '../../_ui/status-glyph.tsx'
import { cardHeight, cardWidth } from '../geometry.ts'
import type { Card } from '../scene.ts'
import { Outcome } from './outcome.tsx'
import { CardPorts } from './ports.tsx'
import type { CardNode as CardNodeType } from './to-flow.ts'

/** Under this zoom a card shows its strip, title and status only. */
export const farZoom = 0.4
/** Under this one a card leaves out its kind and writes larger. */
const middleZoom = 0.8
export const isFar = ({ transform }: { transform: [number, number, number] }): boolean => transform[2] < farZoom
const isMiddle = ({ transform }: { transform: [number, number, number] }): boolean => transform[2] < middleZoom

export const CardNode = memo(function CardNode({
  id,
  data: { card },
  selected,
  isConnectable,
}: NodeProps<CardNodeType>) {
  const far = useStore(isFar)
  const middle = useStore(isMiddle)
  const { step, problem, severity, group } = card
  const failed = step?.status === 'failed'
  return (
    <div
      data-far={far || undefined}
      className={classNames(
        'relative flex rounded-md border bg-raised',
        selected
          ? 'border-accent outline-1 outline-accent'
          : problem && severity === 'error'
            ? 'border-danger'
            : failed
              ? 'border-status-failed'
              : far
                ? 'border-line-strong'
                : 'border-line-strong/45',
      )}
      style={{ width: cardWidth, height: cardHeight }}
    >
      <span aria-hidden className="-my-px -ml-px w-1 shrink-0 rounded-l-md" style={{ background: kindHue[group] }} />
      {far ? <FarBody card={card} /> : middle ? <MiddleBody card={card} /> : <NearBody card={card} />}
      {step?.status === 'running' && <Progress share={step.progress} />}
      <CardPorts node={id} card={card} isConnectable={isConnectable} />
    </div>
  )
})

function NearBody({ card }: { card: Card }) {
  const { title, subtitle, step } = card
  return (
    <div className="flex min-w-0 grow flex-col justify-center px-2.5">
      <div className="flex items-center gap-2">
        <p className="min-w-0 grow truncate leading-[18px] font-strong" title={title}>
          {title}
        </p>
        {step && <StatusGlyph status={step.status} />}
      </div>
      <div className="flex items-center gap-2 text-12 leading-4 text-faint">
        <p className="min-w-0 grow truncate">{subtitle}</p>
        {step && <Outcome step={step} />}
      </div>
      <div className="mt-px flex text-12 leading-[18px]">
        <Line card={card} />
      </div>
    </div>
  )
}

function MiddleBody({ card }: { card: Card }) {
  const { title, step } = card
  return (
    <div className="flex min-w-0 grow flex-col justify-center px-2">
      <div className="flex items-center gap-1.5">
        <p className="min-w-0 grow truncate text-18 leading-[26px] font-strong" title={title}>
          {title}
        </p>
        {step && <StatusGlyph status={step.status} />}
      </div>
      <div className="flex items-center gap-1.5 text-15 leading-[22px]">
        <Line card={card} />
        {step && (
          <span className="shrink-0 text-faint">
            <Outcome step={step} />
          </span>
        )}
      </div>
    </div>
  )
}

/** The one line that matters most: what is wrong, what is going on, or what the node does as it is set up. */
function Line({ card: { problem, severity, summary, step } }: { card: Card }) {
  const fault = step?.status === 'failed' ? step.fault?.message : undefined
  const doing = step?.status === 'running' || step?.status === 'done' ? step.message : undefined
  if (problem)
    return (
      <p
        className={classNames(
          'flex min-w-0 grow items-center gap-1',
          severity === 'error' ? 'text-danger' : 'text-warning',
        )}
        title={problem}
      >
        <TriangleAlert aria-hidden className="size-3 shrink-0" />
        <span className="truncate">{problem}</span>
      </p>
    )
  return (
    <p
      className={classNames('min-w-0 grow truncate', fault ? 'text-danger' : 'text-soft')}
      title={fault ?? doing ?? summary}
    >
      {fault ?? doing ?? (summary || '\u00a0')}
    </p>
  )
}

// Drawn at a third of its size or less, so it is as small on screen as any label.
const farType = { fontSize: 24, lineHeight: '27px' }

function FarBody({ card }: { card: Card }) {
  return (
    <div className="flex min-w-0 grow items-center gap-1 px-2">
      <p className="line-clamp-2 min-w-0 grow font-strong" style={farType}>
        {card.title}
      </p>
      <span className="[&_svg]:size-7">
        {card.problem && card.severity === 'error' ? (
          <TriangleAlert aria-label={card.problem} className="text-danger" />
        ) : (
          card.step && <StatusGlyph status={card.step.status} />
        )}
      </span>
    </div>
  )
}

function Progress({ share }: { share: number | null }) {
  return (
    <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden rounded-b-md bg-sunken">
      {share === null ? (
        <span className="card-sweep block h-full w-1/3 bg-status-running" />
      ) : (
        <span
          className="card-progress block h-full bg-status-running"
          style={{ width: `${Math.max(share * 100, 2)}%` }}
        />
      )}
    </span>
  )
}
