import type { Command } from 'commander'
import type { Drift } from '#pipeline/ports/drift.ts'
import type { Watch } from '#pipeline/ports/watch.ts'
import { readNumber } from '../read-number.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

const create = async ({ client, result }: Session, endpoint: string, everySeconds?: number): Promise<void> => {
  const made = await client.monitors.create.mutate({ endpoint, ...(everySeconds && { everySeconds }) })
  result(made, `${made.pipeline.slug} watches ${endpoint} by the schedule ${made.schedule}`)
}

const report = async ({ client, result }: Session, endpoint: string): Promise<void> => {
  const { pipelines, runs } = await client.monitors.reports.query({ endpoint })
  const newest = runs.find(({ reports }) => reports.length > 0)
  const found = await Promise.all(
    (newest?.reports ?? []).map(async ({ node, kind, artifact }) =>
      kind === 'drift'
        ? { node, kind, drift: await client.artifacts.drift.query({ artifact }) }
        : { node, kind, watch: await client.artifacts.watch.query({ artifact }) },
    ),
  )
  const nothing = pipelines.length === 0 ? `no monitor; make one: espalier monitor create ${endpoint}` : 'no report yet'
  result(
    { endpoint, pipelines, runs, newest: newest ? { run: newest.id, at: newest.at, reports: found } : null },
    newest
      ? [`${newest.at.toISOString()}, run ${newest.id}, ${newest.status}`, ...found.map(reportText)].join('\n\n')
      : nothing,
  )
}

type Found = { node: string; kind: string } & ({ drift: Drift } | { watch: Watch })

function reportText(found: Found): string {
  const head = `${found.kind} (${found.node})`
  if ('drift' in found) {
    const rows = found.drift.features.map(({ name, drifted, few, method, score, threshold, remark }) => [
      name,
      drifted ? 'drifted' : few ? 'too few rows' : 'steady',
      ...[method ?? '–', score?.toPrecision(4) ?? '–', threshold ?? '–', remark ?? ''],
    ])
    const columns = ['feature', 'state', 'method', 'score', 'threshold', 'remark']
    return [head, rows.length > 0 ? textTable(columns, rows) : 'nothing to compare'].join('\n')
  }
  const { about, figures } = found.watch
  const rows = figures.map(({ name, value, alarm, limits, since, remark }) => [
    name,
    alarm ? 'alarm' : '',
    value?.toPrecision(4) ?? '–',
    [limits?.low?.toPrecision(4), limits?.high?.toPrecision(4)].map((end) => end ?? '').join(' – '),
    since ?? '',
    remark ?? '',
  ])
  const columns = ['figure', 'state', 'value', 'limits', 'since', 'remark']
  return [head, ...about, ...(rows.length > 0 ? [textTable(columns, rows)] : [])].join('\n')
}

type WithSession = (work: (session: Session) => Promise<void>) => Promise<void>

export function declareMonitor(program: Command, withSession: WithSession): void {
  const monitor = program.command('monitor').description('watch what endpoints are asked')
  monitor
    .command('create')
    .argument('<endpoint>')
    .description('look every hour at the last day: drift, quality, performance and operation')
    .option('--every <seconds>', 'another interval', readNumber)
    .action((endpoint, { every }) => withSession((session) => create(session, endpoint, every)))
  monitor
    .command('report')
    .argument('<endpoint>')
    .description('the newest reports, figure by figure')
    .action((endpoint) => withSession((session) => report(session, endpoint)))
}
