import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { DeliveryKind } from '#db/schema.ts'
import type { Resources } from '../../context.ts'

export interface TakenDelivery {
  id: string
  lease: string
  kind: DeliveryKind
  attempts: number
  createdAt: Date
}

/**
 * Messages that are due, and those whose sender was not heard of for a minute. Of one alert to one channel only one is under
 * way, so that "it is over" never comes before "it began".
 */
export async function take({ db }: Pick<Resources, 'db'>, limit: number): Promise<TakenDelivery[]> {
  const lease = randomUUID()
  const { rows } = await db.execute<{ id: string; kind: DeliveryKind; attempts: number; created_at: string }>(sql`
    update alert_deliveries set state = 'sending', lease = ${lease}, attempts = attempts + 1,
      due_at = now() + interval '1 minute'
    where id in (
      select d.id from alert_deliveries d join alert_channels c on c.id = d.channel_id
      where d.state in ('waiting', 'sending') and d.due_at <= now() and c.paused_at is null and c.deleted_at is null
        and not exists (select 1 from alert_deliveries o where o.alert_id = d.alert_id and o.channel_id = d.channel_id
          and o.state = 'sending' and o.id <> d.id)
      order by d.due_at limit ${limit} for update of d skip locked)
    returning id, kind, attempts, created_at`)
  return rows.map(({ created_at, ...row }) => ({ ...row, lease, createdAt: new Date(created_at) }))
}
