import { versionOf } from '../model-ref.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

interface CreateOptions {
  title?: string
  name?: string
  endpoint?: boolean
}

const addressOf = ({ platform }: Session, name: string) => new URL(`/demos/${name}`, platform.url).href

/** A page to try a model, or an endpoint, on. */
export async function demoCreate(session: Session, named: string, options: CreateOptions): Promise<void> {
  const { client, platform, result } = session
  const of = options.endpoint ? { endpoint: named } : await versionIn(session, named)
  const { title, name: wished } = options
  const { name } = await client.demos.create.mutate({ of, ...(title && { title }), ...(wished && { name: wished }) })
  const url = addressOf(session, name)
  const gradioUrl = new URL(`/gradio/${name}`, platform.apiUrl).href
  result({ name, url, gradioUrl }, `${name} is ready\n${url}\n${gradioUrl} (Gradio)`)
}

async function versionIn({ client }: Session, named: string) {
  const { version } = await versionOf(client, named)
  return { versionId: version.id }
}

export async function demoList(session: Session): Promise<void> {
  const { client, result } = session
  const all = (await client.demos.list.query()).map((demo) => ({ ...demo, url: addressOf(session, demo.name) }))
  const rows = all.map(({ name, title, of, rule, links, answers }) => [
    name,
    title,
    'model' in of ? `${of.model} ${of.number}` : of.endpoint,
    rule,
    links,
    answers,
  ])
  result(all, textTable(['demo', 'title', 'answers with', 'open to', 'links', 'kept answers'], rows))
}

interface ShareOptions {
  title?: string
  days?: number
  perHour?: number
  total?: number
}

/** A link for people without an account; it is shown this once. */
export async function demoShare(session: Session, name: string, options: ShareOptions): Promise<void> {
  const { client, platform, result } = session
  const { path, id, expiresAt } = await client.demos.share.mutate({ name, ...options })
  const url = new URL(path, platform.url).href
  result({ name, id, url, expiresAt }, `${url}\nends ${expiresAt.toISOString()}; it is not shown again`)
}

export async function demoDelete({ client, result }: Session, name: string): Promise<void> {
  await client.demos.remove.mutate({ name })
  result({ name, removed: true }, `${name} is gone; what people said of its answers is kept`)
}
