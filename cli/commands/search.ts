import type { Client } from '../client.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

type Asked = Parameters<Client['search']['find']['query']>[0]

export async function search(
  { client, result, tell }: Session,
  text: string,
  { kind, limit }: { kind?: string; limit: number },
): Promise<void> {
  // What is no kind is refused by the platform, with those there are.
  const kinds = kind === undefined ? {} : { kinds: [kind] as NonNullable<Asked['kinds']> }
  const page = await client.search.find.query({ text, limit, ...kinds })
  if (page.near) tell(`nothing bears these words; these names are like them`)
  const rows = page.found.map((one) => [one.kind, one.id, one.title, one.detail ?? ''])
  result(page, rows.length ? textTable(['kind', 'id', 'name', ''], rows) : 'nothing found')
}
