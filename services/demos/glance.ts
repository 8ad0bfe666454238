import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Actor, Resources } from '../context.ts'
import { parse } from '../parse.ts'
import { holdLink, linkInput } from './begin-visit.ts'
import { visitorOf } from './visitor-of.ts'

/**
 * Who somebody with a link will be, for drawing the page that they are about to begin a visit on. It uses nothing up, so
 * that programs that only look at a link, to show a preview of it, take no visit from anybody. Faults: as `beginVisit`.
 */
export async function glance({ db }: Pick<Resources, 'db'>, input: z.input<typeof linkInput>): Promise<Actor> {
  const asked = parse(linkInput, input)
  return await db.transaction(async (tx) => {
    const { share, projectId } = await holdLink(tx, asked)
    const visit = { demoId: share.demoId, share: share.id }
    return { userId: visitorOf(randomUUID()), name: share.name, projectId, role: 'visitor', visit }
  })
}
