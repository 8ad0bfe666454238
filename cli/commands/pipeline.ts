import { dirname } from 'node:path'
import { toYaml } from '#pipeline/yaml.ts'
import { placed } from '../failure.ts'
import { givenPath } from '../given-path.ts'
import { uploadLocalFiles } from '../local-files.ts'
import { readPipeline } from '../read-pipeline.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'
import { slugOfPipeline } from './slug-of-pipeline.ts'

export async function pipelineList({ client, result }: Session): Promise<void> {
  const pipelines = (await client.pipelines.list.query()).map(({ spec: _, ...rest }) => rest)
  const rows = pipelines.map(({ slug, name, revision, lastRun }) => [slug, name, revision, lastRun?.status ?? ''])
  result(pipelines, textTable(['slug', 'name', 'revision', 'last run'], rows))
}

/** The canonical text: equal pipelines give equal bytes. */
export async function pipelineExport({ client, result }: Session, named: string): Promise<void> {
  const { slug, revision, spec } = await client.pipelines.get.query({ slug: await slugOfPipeline(client, named) })
  const yaml = toYaml(spec)
  result({ slug, revision, spec, yaml }, yaml)
}

/** A draft may hold problems, as on the canvas; they are told. */
export async function pipelineApply(session: Session, path: string): Promise<void> {
  const spec = await readPipeline(path)
  await uploadLocalFiles(session, spec, { folder: dirname(givenPath(path)) })
  const applied = await session.client.pipelines.applySpec.mutate({ spec })
  const { problems } = await session.client.pipelines.inspect.mutate({ spec, pipeline: { slug: applied.slug } })
  for (const { severity, message, at, hint } of problems) session.tell(`${severity}: ${placed({ message, at, hint })}`)
  const told = problems.map(({ severity, message, at, hint }) => ({ severity, message, at, ...(hint && { hint }) }))
  session.result({ ...applied, problems: told }, `${applied.slug}: ${applied.outcome}, revision ${applied.revision}`)
}
