import { Fault } from '#pipeline/fault.ts'
import type { Context } from '../context.ts'
import { get as getLoggedModel } from '../tracking/logged-models/get.ts'
import { plainId } from '../tracking/runs/find.ts'
import { get as getRun } from '../tracking/runs/get.ts'
import { findRegisteredVersion } from './find-registered-version.ts'

const deepest = 32
const ownStore = /^mlflow-artifacts:\/+(.*?)\/*$/

interface Kept {
  experiment: number
  artifactLocation: string | null
}

/** The folder among the project's tracked files that a version's source leads to; undefined when it is kept elsewhere. Faults: NOT_FOUND. */
export async function sourceFolder(ctx: Context, source: string, depth = 0): Promise<string | undefined> {
  if (depth === deepest) throw new Fault('INVALID_INPUT', `too many copies of copies: ${source}`)
  const beneath = ({ experiment, artifactLocation }: Kept, path: string) =>
    sourceFolder(ctx, `${artifactLocation ?? `mlflow-artifacts:/${experiment}`}/${path}`, depth + 1)
  const own = ownStore.exec(source)?.[1]
  if (own !== undefined) return own
  const [, logged] = /^models:\/+(m-[^/]+)\/*$/.exec(source) ?? []
  if (logged) return await beneath(await getLoggedModel(ctx, { id: logged }), `models/${logged}/artifacts`)
  const [, run, path] = /^runs:\/+([^/]+)\/(.+)$/.exec(source) ?? []
  if (run && path) return await beneath(await getRun(ctx, { id: run }), `${plainId(run)}/artifacts/${path}`)
  const [, name, number] = /^models:\/+([^/@]+)\/(\d+)$/.exec(source) ?? []
  if (!name || !number) return undefined
  const copied = await findRegisteredVersion(ctx.db, ctx.actor.projectId, { name, number: Number(number) })
  return copied.source === null ? undefined : await sourceFolder(ctx, copied.source, depth + 1)
}
