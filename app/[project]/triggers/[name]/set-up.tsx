import Link from 'next/link'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { Facts, NamedFact } from '../../../_ui/facts.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { words } from '../../../_words/en.ts'
import { overridesText } from '../../pipelines/overrides.ts'

const text = words.triggers
type Trigger = Outputs['triggers']['get']
type Watch = Trigger['watch']

/** How it is set up and how it stands: what its line at the top does not say. */
export function SetUp({ project, trigger }: { project: string; trigger: Trigger }) {
  const { watch, watched, overrides, cooldownSeconds, refused, owner } = trigger
  return (
    <Facts>
      <NamedFact name={text.ownerTitle}>{owner}</NamedFact>
      {watched && (
        <NamedFact name={watch.kind === 'metric' ? text.watchedMetric : text.watched}>
          <Link className="link" href={`/${project}/pipelines/${watched.slug}`}>
            {watched.name}
          </Link>
        </NamedFact>
      )}
      {(watch.kind === 'folder' || watch.kind === 'query') && <Looks trigger={trigger} watch={watch} />}
      {watch.kind === 'metric' && <Condition trigger={trigger} watch={watch} />}
      {Object.keys(overrides).length > 0 && (
        <NamedFact name={words.schedules.parameters}>
          <code className="whitespace-pre-wrap">{overridesText(overrides)}</code>
        </NamedFact>
      )}
      {cooldownSeconds > 0 && <NamedFact name={text.cooldown}>{cooldownSeconds}</NamedFact>}
      {refused && (
        <NamedFact name={text.refused}>
          <span className="text-warning">
            {refused.fault.message}, <RelativeTime at={new Date(refused.at)} />
          </span>
        </NamedFact>
      )}
    </Facts>
  )
}

interface OfKind<Kind extends Watch['kind']> {
  trigger: Trigger
  watch: Extract<Watch, { kind: Kind }>
}

function Looks({ trigger: { lookedAt, state }, watch }: OfKind<'folder' | 'query'>) {
  return (
    <>
      {watch.kind === 'query' && (
        <NamedFact name={text.sql}>
          <code className="whitespace-pre-wrap">{watch.sql}</code>
        </NamedFact>
      )}
      <NamedFact name={text.as}>{watch.as}</NamedFact>
      <NamedFact name={text.looks}>{text.everySecondsShort(watch.everySeconds)}</NamedFact>
      <NamedFact name={text.lookedAt}>{lookedAt ? <RelativeTime at={lookedAt} /> : text.never}</NamedFact>
      {state.mark && (
        <NamedFact name={text.mark}>
          <code>{state.mark}</code>
        </NamedFact>
      )}
    </>
  )
}

function Condition({ trigger: { state }, watch }: OfKind<'metric'>) {
  return (
    <>
      {watch.rearm && (
        <NamedFact name={text.rearm}>
          <code>{watch.rearm}</code>
        </NamedFact>
      )}
      {watch.consecutive > 1 && <NamedFact name={text.consecutive}>{watch.consecutive}</NamedFact>}
      <NamedFact name={text.condition}>{text.armed[state.armed === false ? 'no' : 'yes']}</NamedFact>
    </>
  )
}
