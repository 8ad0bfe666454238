import { runDocument, runText, secondsBetween } from '../run-text.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

export async function runShow({ client, platform, result }: Session, id: string): Promise<void> {
  const run = await client.runs.get.query({ id })
  result(runDocument(run, platform.url), runText(run, platform.url))
}

export async function runList({ client, result }: Session, { limit }: { limit: number }): Promise<void> {
  const { runs } = await client.runs.list.query({ limit })
  const rows = runs.map(({ id, pipeline, revision, status, steps, startedAt, endedAt }) => [
    id,
    pipeline.slug,
    revision,
    status,
    `${steps.ended}/${steps.all}`,
    secondsBetween(startedAt, endedAt),
  ])
  result(runs, textTable(['run', 'pipeline', 'revision', 'status', 'steps', 'time'], rows))
}
