import { sql } from 'drizzle-orm'
import type { Resources } from '../context.ts'

export interface ServingName {
  project: string
  endpoint: string
  model: string
  version: string
  [label: string]: string
}

/** By `<endpoint id> <version id>`, of all projects. */
export async function servingNames(
  { db }: Pick<Resources, 'db'>,
  asked: readonly { endpointId: string; versionId: string }[],
): Promise<Map<string, ServingName>> {
  if (asked.length === 0) return new Map()
  const pairs = JSON.stringify(asked.map(({ endpointId, versionId }) => ({ e: endpointId, v: versionId })))
  const { rows } = await db.execute<Record<string, string>>(sql`
    select asked.e, asked.v, p.slug as project, e.name as endpoint, m.name as model, v.number::text as version
    from jsonb_to_recordset(${pairs}::jsonb) as asked(e uuid, v uuid)
    join endpoints e on e.id = asked.e join projects p on p.id = e.project_id
    join model_versions v on v.id = asked.v join models m on m.id = v.model_id`)
  return new Map(rows.map(({ e, v, ...name }) => [`${e} ${v}`, name as ServingName]))
}
