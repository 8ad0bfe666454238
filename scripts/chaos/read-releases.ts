import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import {
  audit,
  endpoints,
  modelVersions,
  predictions,
  releaseEvents,
  releases,
  routes,
  runs,
  triggerFirings,
} from '#db/schema.ts'
import type { MessagesHeld } from './check-messages.ts'
import type { ReleasesHeld } from './check-releases.ts'
import { messageIn } from './setting.ts'

export async function readMessages(db: Db): Promise<MessagesHeld> {
  const { outcome, runId, key } = triggerFirings
  const told = sql<string | null>`substring(${runs.overrides} ->> 'filter.where' from ${messageIn})`
  const ran = await db.select({ message: told, runId: runs.id }).from(runs)
  return {
    arrivals: await db
      .select({ message: sql<string>`substring(${key} from ${messageIn})`, outcome, runId })
      .from(triggerFirings),
    ran: ran.flatMap(({ message, runId }) => (message ? [{ message, runId }] : [])),
  }
}

/** Of one endpoint, whose versions are all of one model. */
export async function readReleases(db: Db, name: string): Promise<Omit<ReleasesHeld, 'answering'>> {
  const versions = await db.select({ id: modelVersions.id, number: modelVersions.number }).from(modelVersions)
  const numbers = new Map(versions.map(({ id, number }) => [id, number]))
  const numberOf = (id: string) => numbers.get(id) ?? 0
  const here = inArray(
    routes.endpointId,
    db.select({ id: endpoints.id }).from(endpoints).where(eq(endpoints.name, name)),
  )
  const led = await db.select().from(releases)
  const { releaseId, kind, by, route } = releaseEvents
  const ways = await db.select().from(routes).where(here).orderBy(asc(routes.number))
  const answered = await db
    .select({ route: predictions.route, versionId: predictions.versionId })
    .from(predictions)
    .where(and(isNotNull(predictions.route), isNull(predictions.shadowOf)))
  return {
    releases: led.map(({ id, state, plan: { approval }, startedBy, fromRoute, fromVersionId, toVersionId }) => ({
      ...{ id, state, approval, startedBy, fromRoute },
      ...{ from: numberOf(fromVersionId), to: numberOf(toVersionId) },
    })),
    happened: await db
      .select({ release: releaseId, kind, by, route })
      .from(releaseEvents)
      .orderBy(asc(releaseEvents.id)),
    trail: await db
      .select({ release: audit.resourceId, action: audit.action, actor: audit.actor })
      .from(audit)
      .where(eq(audit.resource, 'release'))
      .orderBy(asc(audit.id)),
    routes: ways.map(({ number, shares }) => ({
      number,
      live: Object.fromEntries(
        shares.filter(({ mode }) => mode !== 'shadow').map(({ versionId, weight }) => [numberOf(versionId), weight]),
      ),
    })),
    answers: answered.map(({ route, versionId }) => ({ route: route ?? 0, version: numberOf(versionId) })),
  }
}
