import { useParts } from './context.ts'
import { PageLink } from './link.tsx'
import type { Place } from './place.ts'
import { Section } from './section.tsx'
import { useAnswer } from './use-answer.ts'

interface Experiment {
  number: number
  name: string
  runs: number
}

export function Experiments({ url, project }: Place) {
  const { trans } = useParts()
  return (
    <Section
      title={trans.__('Experiments')}
      answer={useAnswer<Experiment[]>('experiments.list', ['experiment', 'tracked-run'])}
      empty={trans.__('None yet. A push makes one.')}
      row={({ number, name, runs }) => (
        <li key={number}>
          <PageLink to={`${url}/${project}/experiments/${encodeURIComponent(name)}`}>{name}</PageLink>
          <span className="esp-Quiet">{trans._n('%1 run', '%1 runs', runs)}</span>
        </li>
      )}
    />
  )
}
