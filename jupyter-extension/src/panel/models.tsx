import { useState } from 'react'
import { useParts } from './context.ts'
import { PageLink } from './link.tsx'
import type { Place } from './place.ts'
import { Section } from './section.tsx'
import { useAnswer } from './use-answer.ts'
import { Versions } from './versions.tsx'

interface Model {
  id: string
  name: string
  aliases: { alias: string; number: number }[]
  versions: number
  newest: { number: number; task: string | null }
}

export function Models(place: Place) {
  const { trans } = useParts()
  return (
    <Section
      title={trans.__('Models')}
      answer={useAnswer<Model[]>('models.list', ['model'])}
      empty={trans.__('None yet. A push registers the model of a notebook.')}
      row={(model) => <ModelRow key={model.id} place={place} model={model} />}
    />
  )
}

function ModelRow({ place: { url, project }, model }: { place: Place; model: Model }) {
  const { commands, trans } = useParts()
  const [open, setOpen] = useState(false)
  const { name, aliases, newest } = model
  return (
    <li className="esp-Tall">
      <div className="esp-Row">
        <button
          type="button"
          className="esp-Fold"
          aria-expanded={open}
          aria-label={trans.__('Versions of %1', name)}
          onClick={() => setOpen(!open)}
        >
          {open ? '▾' : '▸'}
        </button>
        <PageLink to={`${url}/${project}/models/${encodeURIComponent(name)}`}>{name}</PageLink>
        <span className="esp-Quiet">v{newest.number}</span>
        <span className="esp-Grow">
          {aliases.map(({ alias, number }) => (
            <span key={alias} className="esp-Chip" title={trans.__('leads to version %1', number)}>
              {alias} → {number}
            </span>
          ))}
        </span>
        {newest.task && (
          <button
            type="button"
            className="jp-mod-styled jp-mod-minimal esp-Small"
            aria-label={trans.__('Generate a demo of %1', name)}
            onClick={() => void commands.execute('espalier:generate-demo', { model: name, version: newest.number })}
          >
            {trans.__('Demo')}
          </button>
        )}
      </div>
      {open && <Versions url={url} project={project} model={name} />}
    </li>
  )
}
