import { dirname } from 'node:path'
import { requireRunnable } from '#pipeline/problem.ts'
import { override } from '#pipeline/resolve.ts'
import { type ExitCode, exitCodes } from '../failure.ts'
import { followRun } from '../follow-run.ts'
import { givenPath } from '../given-path.ts'
import { uploadLocalFiles } from '../local-files.ts'
import { isPipelineFile, readPipeline } from '../read-pipeline.ts'
import { readSetting } from '../read-setting.ts'
import { runDocument, runText, stepLine } from '../run-text.ts'
import type { Session } from '../session.ts'
import { slugOfPipeline } from './slug-of-pipeline.ts'

/** Runs a pipeline of the platform by name, or what a file says after applying it. */
export async function pipelineRun(
  session: Session,
  named: string,
  { set = [], wait = false }: { set?: string[]; wait?: boolean },
): Promise<ExitCode> {
  const { client, platform, tell, result } = session
  const overrides = Object.fromEntries(set.map(readSetting))
  const slug = isPipelineFile(named) ? await apply(session, named, overrides) : await slugOfPipeline(client, named)
  const { id, revision } = await client.runs.start.mutate({ pipeline: { slug }, overrides })
  const url = `${platform.url}/default/runs/${id}`
  tell(`run ${id} of ${slug}, revision ${revision}\n${url}`)
  if (!wait) {
    result({ id, pipeline: slug, revision, status: 'queued', url }, id)
    return exitCodes.done
  }
  const seen = new Map<string, string>()
  const run = await followRun(client, id, ({ steps }) => {
    for (const step of steps) {
      const stage = `${step.status} ${step.attempt} ${step.progress === null ? '' : Math.floor(step.progress * 10)}`
      if (step.status === 'queued' || seen.get(step.node) === stage) continue
      seen.set(step.node, stage)
      tell(stepLine(step))
    }
  })
  result(runDocument(run, platform.url), runText(run, platform.url))
  return run.status === 'done' ? exitCodes.done : exitCodes.failed
}

/** What cannot run is not saved either; a draft is, by `pipeline apply`. */
async function apply(session: Session, path: string, overrides: Record<string, string>): Promise<string> {
  const spec = await readPipeline(path)
  const wanted = override(spec, overrides)
  await uploadLocalFiles(session, spec, { folder: dirname(givenPath(path)), overrides })
  const { problems } = await session.client.pipelines.inspect.mutate({ spec: wanted })
  requireRunnable(problems)
  const { slug } = await session.client.pipelines.applySpec.mutate({ spec })
  return slug
}
