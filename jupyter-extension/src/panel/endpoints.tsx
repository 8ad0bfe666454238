import { useParts } from './context.ts'
import { PageLink } from './link.tsx'
import type { Place } from './place.ts'
import { Section } from './section.tsx'
import { useAnswer } from './use-answer.ts'

interface Endpoint {
  id: string
  name: string
  targets: { model: string; number: number; weight: number; mode: string }[]
  predictions: number
}

export function Endpoints({ url, project }: Place) {
  const { trans } = useParts()
  return (
    <Section
      title={trans.__('Endpoints')}
      answer={useAnswer<Endpoint[]>('endpoints.list', ['endpoint'])}
      empty={trans.__('None yet. Deploy a version on the page of its model.')}
      row={({ id, name, targets, predictions }) => (
        <li key={id}>
          <PageLink to={`${url}/${project}/endpoints/${encodeURIComponent(name)}`}>{name}</PageLink>
          <span className="esp-Quiet">{targets.map(({ model, number }) => `${model} v${number}`).join(', ')}</span>
          {predictions > 0 && <span className="esp-Quiet">{trans.__('%1 rows today', predictions)}</span>}
        </li>
      )}
    />
  )
}
