import type { Jobs, Limits } from '../requests.ts'
import { bind, binderEngine } from './bind.ts'
import { sourcesOf } from './sources.ts'

/** Binds a query and follows its columns back to its tables. */
export async function trace(request: Jobs['trace']['request'], limits: Limits): Promise<Jobs['trace']['answer']> {
  const columns = await bind(request, limits)
  const { rows } = await binderEngine(limits)
  const serialize =
    'SELECT json_serialize_sql($1::VARCHAR, skip_null := true, skip_empty := true, skip_default := true)'
  const [parsed] = await rows(serialize, [request.sql])
  const tree = JSON.parse(String(parsed?.[0])) as { statements: { node: unknown }[] }
  return sourcesOf(
    tree.statements[0]?.node,
    request.tables,
    columns.map(({ name }) => name),
  )
}
