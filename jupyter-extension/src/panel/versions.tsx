import { useState } from 'react'
import { useParts } from './context.ts'
import { PageLink } from './link.tsx'
import { Notice } from './notice.tsx'
import type { Place } from './place.ts'
import { useAnswer } from './use-answer.ts'

interface Version {
  id: string
  number: number
  form: 'onnx' | 'files'
  aliases: string[]
  metrics: Record<string, number>
}

const step = 10

/** The versions of a model, the newest first, with a figure or two. */
export function Versions({ url, project, model }: Place & { model: string }) {
  const { commands, trans } = useParts()
  const { data, fault } = useAnswer<{ versions: Version[] }>('models.get', ['model'], { name: model })
  const [shown, setShown] = useState(step)
  if (fault) return <Notice fault={fault} />
  if (!data) return <p className="esp-Quiet">{trans.__('Reading …')}</p>
  return (
    <>
      <ul className="esp-List esp-Inner">
        {data.versions.slice(0, shown).map(({ id, number, form, aliases, metrics }) => (
          <li key={id}>
            <PageLink to={`${url}/${project}/models/${encodeURIComponent(model)}?version=${number}`}>
              v{number}
            </PageLink>
            {aliases.map((alias) => (
              <span key={alias} className="esp-Chip">
                {alias}
              </span>
            ))}
            <span className="esp-Quiet esp-Grow">{figures(metrics)}</span>
            {form === 'onnx' && (
              <button
                type="button"
                className="jp-mod-styled jp-mod-minimal esp-Small"
                aria-label={trans.__('Generate a demo of %1, version %2', model, number)}
                onClick={() => void commands.execute('espalier:generate-demo', { model, version: number })}
              >
                {trans.__('Demo')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {data.versions.length > shown && (
        <button type="button" className="jp-mod-styled jp-mod-minimal esp-Small" onClick={() => setShown(shown + step)}>
          {trans.__('Show more')}
        </button>
      )}
    </>
  )
}

const figures = (metrics: Record<string, number>): string =>
  Object.entries(metrics)
    .slice(0, 2)
    .map(([name, value]) => `${name} ${value.toPrecision(3)}`)
    .join(' · ')
