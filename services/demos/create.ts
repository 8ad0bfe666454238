import { and, eq, isNull, like, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { demoShares, demos } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { authorize } from '../access/authorize.ts'
import { append } from '../audit/append.ts'
import type { Context } from '../context.ts'
import { notify } from '../events/notify.ts'
import { parse } from '../parse.ts'
import { slugOf } from '../pipelines/slug.ts'
import { type DemoRow, demoName } from './find.ts'
import { freshPage } from './page.ts'
import { addPage } from './pages.ts'
import { demoSubject, holdSubject, type Subject } from './subject.ts'

export const createInput = z.object({
  of: demoSubject,
  /** Part of the address; made from the title when absent. */
  name: demoName.min(1).optional(),
  title: z.string().trim().min(1).max(120).optional(),
  /** Where the project has a demo of this name, it answers with this from now on. */
  taken: z.enum(['refuse', 'point']).default('refuse'),
})

export interface CreatedDemo {
  id: string
  name: string
  /** There was one of this name, and it answers with this now. */
  already: boolean
}

/** A page to try a model on. Faults: NOT_FOUND; GONE for what answers no more; CONFLICT when the name is taken. */
export async function create(ctx: Context, input: z.input<typeof createInput>): Promise<CreatedDemo> {
  authorize(ctx, 'demo', 'write')
  const { of, name: wished, title: given, taken } = parse(createInput, input)
  const { projectId, userId } = ctx.actor
  return await ctx.db.transaction(async (tx) => {
    const subject = await holdSubject(tx, projectId, of)
    const title = given ?? titleOf(subject.called)
    const name = wished ?? (await freeName(tx, slugOf(title)))
    const [made] = await tx
      .insert(demos)
      .values({ projectId, name, ...subject.points, createdBy: userId })
      .onConflictDoNothing({ target: demos.name })
      .returning()
    const before = made ? undefined : await held(tx, projectId, name)
    const already = before !== undefined && !before.deletedAt
    if (already && taken === 'refuse') throw isTaken(name)
    const id = made?.id ?? before?.id
    if (!id) throw isTaken(name)
    if (before) await pointTo(tx, before, subject)
    if (!already) await addPage(tx, { demoId: id, page: freshPage(title, subject.signature), createdBy: userId })
    await notify(tx, { project: projectId, topic: 'demo', id })
    const detail = { name, ...subject.points }
    await append(tx, ctx.actor, { action: already ? 'point' : 'create', resource: 'demo', resourceId: id, detail })
    return { id, name, already }
  })
}

const isTaken = (name: string): Fault =>
  new Fault('CONFLICT', `the name of this demo is taken: ${name}`, {
    at: { param: 'name' },
    hint: 'choose another name',
  })

/** The demo of this name, locked. Faults: CONFLICT when another project has it. */
async function held(tx: Queryable, projectId: string, name: string): Promise<DemoRow> {
  const [row] = await tx.select().from(demos).where(eq(demos.name, name)).for('update')
  if (row?.projectId !== projectId) throw isTaken(name)
  return row
}

/** One that was deleted and is made again is a new one: who had a link to it has none. */
async function pointTo(tx: Queryable, { id, deletedAt }: DemoRow, { points }: Subject): Promise<void> {
  const anew = deletedAt ? { deletedAt: null, rule: 'project' as const, guests: [] } : {}
  await tx
    .update(demos)
    .set({ ...points, ...anew })
    .where(eq(demos.id, id))
  if (deletedAt)
    await tx
      .update(demoShares)
      .set({ revokedAt: new Date() })
      .where(and(eq(demoShares.demoId, id), isNull(demoShares.revokedAt)))
}

/** `late-flights` → `Late flights`. */
const titleOf = (name: string): string => {
  const text = name.replace(/[-_.]+/g, ' ').trim() || name
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

/** A name that no demo has or had. */
async function freeName(tx: Queryable, long: string): Promise<string> {
  const wished = long.slice(0, 54).replace(/-+$/, '')
  const rows = await tx
    .select({ name: demos.name })
    .from(demos)
    .where(or(eq(demos.name, wished), like(demos.name, `${wished}-%`)))
  const taken = new Set(rows.map(({ name }) => name))
  let candidate = wished
  for (let number = 2; taken.has(candidate); number += 1) candidate = `${wished}-${number}`
  return candidate
}
