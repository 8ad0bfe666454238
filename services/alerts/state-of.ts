import { getTableColumns, sql } from 'drizzle-orm'
import { alerts, type Severity } from '#db/schema.ts'
import { silencedUntilOf } from './silenced.ts'

export const alertStates = ['open', 'acknowledged', 'silenced', 'settled'] as const
export type AlertState = (typeof alertStates)[number]

export interface ListedAlert {
  id: string
  key: string
  kind: string
  severity: Severity
  title: string
  what: string
  since: Date
  link: string
  retrain: string | null
  count: number
  firstAt: Date
  lastAt: Date
  acknowledgedAt: Date | null
  /** Their name. */
  acknowledgedBy: string | null
  settledAt: Date | null
  silencedUntil: Date | null
  state: AlertState
}

const { projectId: _, ...columns } = getTableColumns(alerts)

export const listedColumns = {
  ...columns,
  acknowledgedBy: sql<string | null>`(select u.name from users u where u.id = alerts.acknowledged_by)`,
  silencedUntil: silencedUntilOf,
}

type Row = Omit<ListedAlert, 'silencedUntil' | 'state'> & { silencedUntil: string | null }

export function listed({ silencedUntil, ...row }: Row): ListedAlert {
  const state = row.settledAt ? 'settled' : silencedUntil ? 'silenced' : row.acknowledgedAt ? 'acknowledged' : 'open'
  return { ...row, silencedUntil: silencedUntil && !row.settledAt ? new Date(silencedUntil) : null, state }
}
