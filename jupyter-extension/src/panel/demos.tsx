import { useParts } from './context.ts'
import { PageLink } from './link.tsx'
import type { Place } from './place.ts'
import { Section } from './section.tsx'
import { useAnswer } from './use-answer.ts'

interface Demo {
  name: string
  title?: string
}

export function Demos({ url }: Pick<Place, 'url'>) {
  const { trans } = useParts()
  const answer = useAnswer<Demo[]>('demos.list', ['demo'])
  // A platform from before there were demos.
  if (answer.fault?.code === 'NOT_FOUND') return null
  return (
    <Section
      title={trans.__('Demos')}
      answer={answer}
      empty={trans.__('None yet. Press “Demo” beside a model.')}
      row={({ name, title }) => (
        <li key={name}>
          <PageLink to={`${url}/demos/${encodeURIComponent(name)}`}>{title ?? name}</PageLink>
        </li>
      )}
    />
  )
}
