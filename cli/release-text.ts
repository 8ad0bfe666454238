import type { Release } from './follow-release.ts'
import { textTable } from './text-table.ts'

const percent = (share: number | null) => (share === null ? '–' : `${Number((share * 100).toPrecision(3))} %`)
const milliseconds = (time: number | null) => (time === null ? '–' : `${Number(time.toPrecision(3))} ms`)
const named = ({ model, number }: Release['from']) => `${model ?? '?'}@${number ?? '?'}`

/** Where a release stands, for people. */
export function releaseText(release: Release): string {
  const { endpoint, from, to, state, step, stages, now, reason, events } = release
  const stage = stages[step]
  const where = stage ? `, step ${step + 1} of ${stages.length} (${stage.mode}, ${percent(stage.share)})` : ''
  const head = `${endpoint}: ${named(from)} → ${named(to)}, ${state}${where}${reason ? `: ${reason}` : ''}`
  const figures = now && [
    [named(from), now.champion.requests, percent(now.champion.errorRate), milliseconds(now.champion.p95)],
    [named(to), now.challenger.requests, percent(now.challenger.errorRate), milliseconds(now.challenger.p95)],
  ]
  const gates = now?.gates.map(({ gate, says, seen, sample }) => `  ${gate}: ${says} (${seen} of ${sample})`) ?? []
  const history = events.map(({ at, kind, by, reason }) => [at.toISOString(), kind, by ?? '', reason ?? ''])
  return [
    head,
    ...(now ? [`  ${now.because}`] : []),
    ...(figures ? [textTable(['version', 'requests', 'failed', 'p95'], figures)] : []),
    ...gates,
    textTable(['when', 'what', 'by', 'why'], history),
  ].join('\n')
}
