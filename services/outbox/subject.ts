import { eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { endpoints, pipelines, releases, runs, schedules, triggerFirings, triggers } from '#db/schema.ts'
import { idOf, type Wish } from './wish.ts'

interface Subject {
  projectId: string
  name: string
  /** A path behind the project's name. */
  link: string
  /** Since when nobody wants it any more. */
  overAt: Date | null
}

/** Of the alert that tells of a wish which Temporal refuses. */
export const keyOf = (wish: Wish): string => `dispatch:${idOf(wish)}`

/** What a wish is about, as people know it; nothing for what is gone. */
export async function subjectOf(q: Queryable, wish: Wish): Promise<Subject | undefined> {
  switch (wish.kind) {
    case 'start-run':
    case 'cancel-run':
      return await ofRun(q, wish.runId)
    case 'lead-release':
      return await ofRelease(q, wish.releaseId)
    case 'fire-trigger':
      return await ofFiring(q, wish.firingId)
    case 'sync-trigger':
    case 'look-for-trigger': {
      const [row] = await q.select().from(triggers).where(eq(triggers.id, wish.triggerId))
      return row && { ...row, link: `/triggers/${encodeURIComponent(row.name)}`, overAt: row.deletedAt }
    }
    default: {
      const [row] = await q.select().from(schedules).where(eq(schedules.id, wish.scheduleId))
      return row && { ...row, link: `/schedules/${encodeURIComponent(row.name)}`, overAt: row.deletedAt }
    }
  }
}

async function ofRun(q: Queryable, id: string): Promise<Subject | undefined> {
  const [row] = await q
    .select({ projectId: runs.projectId, name: pipelines.name, overAt: runs.endedAt })
    .from(runs)
    .innerJoin(pipelines, eq(pipelines.id, runs.pipelineId))
    .where(eq(runs.id, id))
  return row && { ...row, name: `a run of ${row.name}`, link: `/runs/${id}` }
}

async function ofRelease(q: Queryable, id: string): Promise<Subject | undefined> {
  const [row] = await q
    .select({ projectId: releases.projectId, name: endpoints.name, overAt: releases.endedAt })
    .from(releases)
    .innerJoin(endpoints, eq(endpoints.id, releases.endpointId))
    .where(eq(releases.id, id))
  return row && { ...row, name: `the release of ${row.name}`, link: `/endpoints/${encodeURIComponent(row.name)}` }
}

async function ofFiring(q: Queryable, id: string): Promise<Subject | undefined> {
  const [row] = await q
    .select({ projectId: triggers.projectId, name: triggers.name, overAt: triggerFirings.settledAt })
    .from(triggerFirings)
    .innerJoin(triggers, eq(triggers.id, triggerFirings.triggerId))
    .where(eq(triggerFirings.id, id))
  return row && { ...row, link: `/triggers/${encodeURIComponent(row.name)}` }
}
