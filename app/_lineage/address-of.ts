import type { Outputs } from '../_trpc/outputs.ts'

type Thing = Outputs['lineage']['graph']['nodes'][number]
type Found = Outputs['search']['find']['found'][number]

const part = encodeURIComponent

export const lineageOf = (project: string, id: string): string => `/${project}/lineage?of=${part(id)}`

export const datasetAddress = (project: string, name: string, digest: string | null): string =>
  `/${project}/data/logged/${part(name)}${digest ? `?version=${part(digest)}` : ''}`

/** The page of a thing; null for what has none. */
export function addressOf(project: string, { kind, id, name, version, note, sort, experiment }: Thing): string | null {
  const bare = id.slice(kind.length + 1)
  switch (kind) {
    case 'file':
      return `/${project}/data/${part(name)}${version ? `?version=${version}` : ''}`
    case 'pipeline':
      return `/${project}/pipelines/${part(note ?? '')}`
    case 'run':
      return sort === 'pipeline' ? `/${project}/runs/${bare}` : `/${project}/experiments/${experiment}/runs/${bare}`
    case 'version':
      return `/${project}/models/${part(name)}?version=${version}`
    case 'endpoint':
      return `/${project}/endpoints/${part(name)}`
    case 'prediction':
      return `/${project}/predictions/${bare}`
    case 'dataset':
      return datasetAddress(project, name, note)
    case 'logged-model':
      return null
  }
}

/** The picture of what was found; null for what lineage does not know. */
export function lineageOfFound(project: string, { kind, id, title, detail }: Found): string | null {
  switch (kind) {
    case 'column':
      return `${lineageOf(project, `file:${detail}`)}&column=${part(title)}`
    case 'model':
      return lineageOf(project, `version:${id}`)
    case 'node':
    case 'experiment':
      return null
    default:
      return lineageOf(project, `${kind}:${id}`)
  }
}

/** Where what was found can be seen. */
export function addressOfFound(project: string, { kind, id, title, detail, extra }: Found): string {
  switch (kind) {
    case 'file':
      return `/${project}/data/${part(id)}`
    case 'dataset':
      return datasetAddress(project, title, detail)
    case 'column':
      return `/${project}/data/${part(detail ?? '')}?show=columns`
    case 'pipeline':
      return `/${project}/pipelines/${part(id)}`
    case 'node':
      return `/${project}/pipelines/${part(extra ?? '')}?node=${part(id.slice(id.indexOf('#') + 1))}`
    case 'run':
      return extra === null ? `/${project}/runs/${id}` : `/${project}/experiments/${extra}/runs/${id}`
    case 'experiment':
      return `/${project}/experiments/${id}`
    case 'model':
      return `/${project}/models/${part(id)}`
    case 'version':
      return `/${project}/models/${part(title)}?version=${extra}`
    case 'logged-model':
      return lineageOf(project, `logged-model:${id}`)
    case 'endpoint':
      return `/${project}/endpoints/${part(id)}`
    case 'prediction':
      return `/${project}/predictions/${id}`
  }
}
