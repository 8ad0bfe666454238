import type { Command } from 'commander'
import { readNumber } from '../read-number.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

const create = async ({ client, result }: Session, endpoint: string, everySeconds?: number): Promise<void> => {
  const made = await client.monitors.create.mutate({ endpoint, ...(everySeconds && { everySeconds }) })
  result(made, `${made.pipeline.slug} watches ${endpoint} by the schedule ${made.schedule}`)
}

const report = async ({ client, result }: Session, endpoint: string): Promise<void> => {
  const { pipelines, runs } = await client.monitors.reports.query({ endpoint })
  const [newest] = runs.flatMap(({ id, at, status, fault, report }) =>
    report ? [{ id, at, status, fault, report }] : [],
  )
  const drift = newest ? await client.artifacts.drift.query({ artifact: newest.report.artifact }) : null
  const rows = (drift?.features ?? []).map(({ name, drifted, method, score, threshold, remark }) => [
    name,
    drifted ? 'drifted' : 'steady',
    method ?? '–',
    score?.toPrecision(4) ?? '–',
    threshold ?? '–',
    remark ?? '',
  ])
  const table = textTable(['feature', 'state', 'method', 'score', 'threshold', 'remark'], rows)
  const nothing = pipelines.length === 0 ? `no monitor; make one: espalier monitor create ${endpoint}` : 'no report yet'
  result(
    { endpoint, pipelines, runs, newest: newest ? { run: newest.id, at: newest.at, drift } : null },
    newest ? `${newest.at.toISOString()}, run ${newest.id}\n${table}` : nothing,
  )
}

type WithSession = (work: (session: Session) => Promise<void>) => Promise<void>

export function declareMonitor(program: Command, withSession: WithSession): void {
  const monitor = program.command('monitor').description('watch what endpoints are asked')
  monitor
    .command('create')
    .argument('<endpoint>')
    .description('compare a day of predictions with what the model was trained on, every hour')
    .option('--every <seconds>', 'another interval', readNumber)
    .action((endpoint, { every }) => withSession((session) => create(session, endpoint, every)))
  monitor
    .command('report')
    .argument('<endpoint>')
    .description('the newest report, feature by feature')
    .action((endpoint) => withSession((session) => report(session, endpoint)))
}
