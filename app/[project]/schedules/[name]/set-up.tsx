import type { Outputs } from '../../../_trpc/outputs.ts'
import { Facts, NamedFact } from '../../../_ui/facts.tsx'
import { words } from '../../../_words/en.ts'
import { overridesText } from '../../pipelines/overrides.ts'

const text = words.schedules

/** How it is set up: what its line at the top does not say. */
export function SetUp({ schedule }: { schedule: Outputs['schedules']['get'] }) {
  const { owner, overlap, jitterSeconds, overrides } = schedule
  return (
    <Facts>
      <NamedFact name={text.ownerTitle}>{owner}</NamedFact>
      <NamedFact name={text.overlap}>{text.overlaps[overlap]}</NamedFact>
      {jitterSeconds > 0 && <NamedFact name={text.jitter}>{`${jitterSeconds} ${text.units.seconds}`}</NamedFact>}
      {Object.keys(overrides).length > 0 && (
        <NamedFact name={text.parameters}>
          <code className="whitespace-pre-wrap">{overridesText(overrides)}</code>
        </NamedFact>
      )}
    </Facts>
  )
}
