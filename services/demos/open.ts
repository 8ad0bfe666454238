import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type DemoAccent, projects } from '#db/schema.ts'
import type { FaultData } from '#pipeline/fault.ts'
import type { Signature } from '#pipeline/ports/model.ts'
import { authorize } from '../access/authorize.ts'
import { matrix, type Role } from '../access/matrix.ts'
import type { Context } from '../context.ts'
import { parse } from '../parse.ts'
import { detailsOf } from './details-of.ts'
import { demoRef } from './find.ts'
import { answersOrGone, load } from './load.ts'
import { type DemoInput, inputsOf } from './page.ts'
import { type Spread, spreadOf } from './spread-of.ts'
import type { DemoVersion } from './versions-of.ts'

export const openInput = demoRef.extend({ version: z.int().min(1).optional() })

export interface OpenDemo {
  name: string
  title: string
  text: string
  accent: DemoAccent
  task: Signature['task']
  target: string
  classes: string[]
  /** What people call the answers, by class; the target's own name by `''`. */
  labels: Record<string, string>
  /** As they are shown; what is hidden is not among them. */
  inputs: DemoInput[]
  /** Real rows to begin with, without what is hidden. */
  examples: Record<string, unknown>[]
  /** Of a number: what it lies among. */
  spread: Spread | null
  version: { model: string; number: number }
  /** Those that may be chosen. */
  versions: { model: string; number: number }[]
  /** When this answers no more. */
  sunset: { at: Date; reason: string } | null
  visitor: 'member' | 'account' | 'link'
  /** The project where this person may change the page; null where they may not. */
  editable: string | null
}

/** Without what it needs to answer, a page can still say what it is about and why it does not work. */
export interface ClosedDemo {
  name: string
  title: string
  accent: DemoAccent
  fault: FaultData
  editable: string | null
}

const mostExamples = 12

/** All that a page or a client needs to show a demo. Faults: NOT_FOUND. */
export async function open(ctx: Context, input: z.input<typeof openInput>): Promise<OpenDemo | ClosedDemo> {
  authorize(ctx, 'demo', 'open')
  const { name, version: number } = parse(openInput, input)
  const loaded = await load(ctx, name)
  const { page, versions, endpoint } = loaded
  const { title, text, accent, labels } = page
  const editable = await editableIn(ctx)
  const version = answersOrGone(loaded, { number, key: ctx.actor.userId })
  if ('code' in version) return { name, title, accent, fault: version.toJSON(), editable }
  const { signature, sunset } = version
  const inputs = inputsOf(page, signature).filter(({ shown }) => shown)
  const { examples } = await detailsOf(ctx, version)
  const names = new Set(inputs.map((one) => one.name))
  const ends = [sunset, endpoint?.sunset ?? null].flatMap((one) => (one ? [one] : []))
  const [first] = ends.sort((a, b) => a.at.getTime() - b.at.getTime())
  return {
    ...{ name, title, text, accent, labels, inputs, editable },
    ...{ task: signature.task, target: signature.target, classes: signature.classes ?? [] },
    examples: examples
      .slice(0, mostExamples)
      .map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => names.has(column)))),
    spread: signature.task === 'regression' ? await spreadOf(ctx, version) : null,
    version: called(version),
    versions: versions.filter((one) => !one.archived).map(called),
    sunset: first ? { at: first.at, reason: first.reason } : null,
    visitor: ctx.actor.visit ? (ctx.actor.visit.share ? 'link' : 'account') : 'member',
  }
}

async function editableIn({ db, actor }: Context): Promise<string | null> {
  if (actor.visit || !(matrix.demo.write as readonly Role[]).includes(actor.role)) return null
  const [project] = await db.select({ slug: projects.slug }).from(projects).where(eq(projects.id, actor.projectId))
  return project?.slug ?? null
}

const called = ({ model, number }: DemoVersion) => ({ model, number })
