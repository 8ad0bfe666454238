import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { words } from '../../../_words/en.ts'

const text = words.triggers
type Trigger = Outputs['triggers']['get']
type Watch = Trigger['watch']

/** How it is set up and how it stands: what its line at the top does not say. */
export function SetUp({ project, trigger }: { project: string; trigger: Trigger }) {
  const { watch, watched, overrides, cooldownSeconds, refused, owner } = trigger
  const set = Object.entries(overrides).map(([name, value]) => `${name} = ${value}`)
  return (
    <dl className="grid max-w-200 gap-x-6 gap-y-1 md:grid-cols-[auto_1fr]">
      <Fact name={text.ownerTitle}>{owner}</Fact>
      {watched && (
        <Fact name={watch.kind === 'metric' ? text.watchedMetric : text.watched}>
          <Link href={`/${project}/pipelines/${watched.slug}`}>{watched.name}</Link>
        </Fact>
      )}
      {(watch.kind === 'folder' || watch.kind === 'query') && <Looks trigger={trigger} watch={watch} />}
      {watch.kind === 'metric' && <Condition trigger={trigger} watch={watch} />}
      {set.length > 0 && (
        <Fact name={text.parameters}>
          <code className="whitespace-pre-wrap">{set.join('\n')}</code>
        </Fact>
      )}
      {cooldownSeconds > 0 && <Fact name={text.cooldown}>{cooldownSeconds}</Fact>}
      {refused && (
        <Fact name={text.refused}>
          <span className="text-warning">
            {refused.fault.message}, <RelativeTime at={new Date(refused.at)} />
          </span>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="pb-1 md:contents">
      <dt className="text-faint">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}

interface FactsProps<Kind extends Watch['kind']> {
  trigger: Trigger
  watch: Extract<Watch, { kind: Kind }>
}

function Looks({ trigger: { lookedAt, state }, watch }: FactsProps<'folder' | 'query'>) {
  return (
    <>
      {watch.kind === 'query' && (
        <Fact name={text.sql}>
          <code className="whitespace-pre-wrap">{watch.sql}</code>
        </Fact>
      )}
      <Fact name={text.as}>{watch.as}</Fact>
      <Fact name={text.looks}>{text.everySecondsShort(watch.everySeconds)}</Fact>
      <Fact name={text.lookedAt}>{lookedAt ? <RelativeTime at={lookedAt} /> : text.never}</Fact>
      {state.mark && (
        <Fact name={text.mark}>
          <code>{state.mark}</code>
        </Fact>
      )}
    </>
  )
}

function Condition({ trigger: { state }, watch }: FactsProps<'metric'>) {
  return (
    <>
      {watch.rearm && (
        <Fact name={text.rearm}>
          <code>{watch.rearm}</code>
        </Fact>
      )}
      {watch.consecutive > 1 && <Fact name={text.consecutive}>{watch.consecutive}</Fact>}
      <Fact name={text.condition}>{text.armed[state.armed === false ? 'no' : 'yes']}</Fact>
    </>
  )
}
