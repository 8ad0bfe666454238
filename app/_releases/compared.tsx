import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'
import { percentText } from './percent-text.ts'
import type { Release } from './steps.tsx'

const text = words.releases

type Now = NonNullable<Release['now']>

/** Champion and challenger side by side, as far as this step has seen them. */
export function Compared({ release, now }: { release: Release; now: Now }) {
  const { from, to, stages, step, plan } = release
  const shadow = stages[Math.min(step, stages.length - 1)]?.mode === 'shadow'
  const labelled = now.outcomes.champion !== null || now.outcomes.challenger !== null
  const rows = [
    {
      ...{ version: from, role: text.former, hue: 'bg-chart-then' },
      figures: now.champion,
      outcome: now.outcomes.champion,
    },
    {
      ...{ version: to, role: text.fresh, hue: 'bg-chart-now' },
      figures: now.challenger,
      outcome: now.outcomes.challenger,
    },
  ]
  const heads = [
    text.figures.requests,
    ...[text.figures.failed, text.figures.refused, text.figures.p50, text.figures.p95],
    ...(shadow ? [text.figures.differs] : []),
    ...(labelled ? [text.figures.labels, text.figures.metric] : []),
  ]
  return (
    <div className="overflow-x-auto">
      <table aria-label={text.compared} className="w-full text-right">
        <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:pl-4 [&_th]:font-normal">
          <tr>
            <th className="pl-0! text-left">{text.version}</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ version, role, hue, figures, outcome }) => (
            <tr key={role} className="border-b border-line [&>*]:h-8 [&>td]:pl-4">
              <th scope="row" className="text-left font-normal whitespace-nowrap">
                <span aria-hidden className={`mr-2 inline-block size-2.5 rounded-[2px] ${hue}`} />
                {version.model}, {version.number} <span className="text-faint">{role}</span>
              </th>
              {[
                numberText(figures.requests),
                ...[percentText(figures.errorRate), numberText(figures.refused)],
                ...[milliseconds(figures.p50), milliseconds(figures.p95)],
                ...(shadow ? [percentText(figures.disagreement)] : []),
                ...(labelled
                  ? [numberText(outcome?.n ?? 0), outcome ? metricText(plan.metric.of, outcome.mean) : '–']
                  : []),
              ].map((cell, index) => (
                <td key={heads[index]} className="figures whitespace-nowrap">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const metricText = (of: Release['plan']['metric']['of'], mean: number) =>
  of === 'right' ? percentText(mean) : numberText(mean)

export const milliseconds = (time: number | null): string =>
  time === null ? '–' : text.milliseconds(String(Number(time.toPrecision(3))))
