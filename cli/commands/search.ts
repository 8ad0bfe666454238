import type { Client } from '../client.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

type Page = Awaited<ReturnType<Client['search']['find']['query']>>
type Asked = Parameters<Client['search']['find']['query']>[0]

interface Options {
  kind?: string
  limit: number
}

/** Without a kind the best few of each; with one, that many of it. */
export async function search({ client, result, tell }: Session, text: string, { kind, limit }: Options): Promise<void> {
  // What is no kind is refused by the platform, with those there are.
  const kinds = kind === undefined ? { each: Math.min(limit, 5) } : { kinds: [kind] as NonNullable<Asked['kinds']> }
  const page = await client.search.find.query({ text, limit, ...kinds })
  if (page.near) tell(`nothing bears these words; these names are like them`)
  result(page, page.found.length ? written(page) : 'nothing found')
}

function written({ found, counts }: Page): string {
  const kinds = [...new Set(found.map((one) => one.kind))]
  return kinds
    .map((kind) => {
      const these = found.filter((one) => one.kind === kind)
      const total = counts[kind] ?? these.length
      const rows = these.map(({ id, title, place, said }) => [id, title, said === null ? place : `${place}: ${said}`])
      const more = total > these.length ? `\n… of ${total}: --kind ${kind} shows more` : ''
      return `${kind}\n${textTable(['id', 'name', 'found in'], rows)}${more}`
    })
    .join('\n\n')
}
