import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Fault, type FaultData } from '#pipeline/fault.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { parse } from '../../parse.ts'
import { open } from '../artifacts/open.ts'
import { runId } from '../fields.ts'
import { get as getRun } from '../runs/get.ts'
import { folderOf } from './folder-of.ts'
import { readRefusal } from './known-push.ts'
import { pushTag, refusedTag, versionTag } from './received.ts'
import { gradeFile, gradeTag } from './record-grade.ts'
import { type Graded, graded, type PushReport, pushReport } from './report.ts'

export const getPushInput = z.object({ id: runId })

export interface ShownPush {
  /** Folder of the run's files. */
  folder: string
  /** Null for a run of a script, which has no cells. */
  report: PushReport | null
  /** `pending` while it is being run again; null where nobody asked. */
  grade: string | null
  graded: Graded | null
  /** `churn/3`. */
  version: string | null
  refused: FaultData | null
}

const most = 8 * 2 ** 20

/** What is known of a run that was pushed; null for another. Faults: NOT_FOUND. */
export async function getPush(ctx: Context, input: z.input<typeof getPushInput>): Promise<ShownPush | null> {
  authorize(ctx, 'tracking', 'read')
  const { id } = parse(getPushInput, input)
  const run = await getRun(ctx, { id })
  const tags = new Map(run.tags.map(({ key, value }) => [key, value]))
  if (!tags.has(pushTag)) return null
  const { experiment: number, artifactLocation } = run
  const folder = folderOf({ number, artifactLocation, name: String(number) }, id)
  const [report, again] = await Promise.all([
    read(ctx, `${folder}/report.json`, pushReport),
    read(ctx, `${folder}/${gradeFile}`, graded),
  ])
  return {
    folder,
    report,
    grade: tags.get(gradeTag) ?? null,
    graded: again,
    version: tags.get(versionTag) ?? null,
    refused: readRefusal(tags.get(refusedTag)),
  }
}

/** A client wrote it: what is not of the form is as good as nothing. */
async function read<S extends z.ZodType>(ctx: Context, path: string, schema: S): Promise<z.output<S> | null> {
  try {
    const file = await open(ctx, { path })
    if (file.size > most) return null
    return schema.safeParse(JSON.parse(await readFile(file.path, 'utf8'))).data ?? null
  } catch (thrown) {
    if (thrown instanceof SyntaxError || (thrown instanceof Fault && thrown.code === 'NOT_FOUND')) return null
    throw thrown
  }
}
