import Link from 'next/link'
import { percentText } from '../../../_releases/percent-text.ts'
import { words } from '../../../_words/en.ts'

const text = words.endpoints

interface Share {
  versionId: string
  weight: number
  mode: 'live' | 'canary' | 'shadow'
  model: string | null
  version?: number | null
  number?: number
}

/** Who has how much of the traffic; of one alone nothing needs to be said. */
export function Shares({ project, shares }: { project: string; shares: readonly Share[] }) {
  const all = shares.reduce((sum, { weight, mode }) => sum + (mode === 'shadow' ? 0 : weight), 0)
  return (
    <span className="inline-flex flex-wrap gap-x-3">
      {shares.map(({ versionId, weight, mode, model, version, number = version }) => (
        <span key={versionId}>
          {model && typeof number === 'number' ? (
            <Link className="link" href={`/${project}/models/${model}?version=${number}`}>
              {model}, {words.models.version(number).toLowerCase()}
            </Link>
          ) : (
            <span className="text-faint">{text.gone}</span>
          )}
          {shares.length > 1 && (
            <span className="text-soft">
              {' '}
              {mode === 'shadow' ? words.releases.modes.shadow : percentText(weight / all)}
            </span>
          )}
        </span>
      ))}
    </span>
  )
}
