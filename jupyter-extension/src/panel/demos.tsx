import { useParts } from './context.ts'
import { PageLink } from './link.tsx'
import { Section } from './section.tsx'
import type { Place } from './sections.tsx'
import { useAnswer } from './use-answer.ts'

interface Demo {
  name: string
  title?: string
  url?: string
}

export function Demos({ url, project }: Place) {
  const { trans } = useParts()
  return (
    <Section
      title={trans.__('Demos')}
      answer={useAnswer<Demo[]>('demos.list', ['demo'])}
      empty={trans.__('None yet. Press “Demo” beside a model.')}
      row={({ name, title, url: own }) => (
        <li key={name}>
          <PageLink to={own ?? `${url}/${project}/demos/${encodeURIComponent(name)}`}>{title ?? name}</PageLink>
        </li>
      )}
    />
  )
}
