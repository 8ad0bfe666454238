import Link from 'next/link'
import type { FaultData } from '#pipeline/fault.ts'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { FaultNotice } from '../../../_ui/fault-notice.tsx'
import { numberText } from '../../../_ui/number-text.tsx'
import { words } from '../../../_words/en.ts'

const text = words.endpoints

interface AnswerProps {
  project: string
  asked: Outputs['predictions']['ask'] | undefined
  fault: FaultData | undefined
  classes: string[] | undefined
  target: string
}

/** What the endpoint said, and how sure it is. */
export function Answer({ project, asked, fault, classes, target }: AnswerProps) {
  const [first] = asked?.predictions ?? []
  return (
    <section aria-label={text.answer} aria-live="polite" className="rounded-md border border-line bg-raised p-4">
      {fault ? (
        <FaultNotice fault={fault} />
      ) : asked && first ? (
        <>
          <p className="text-12 text-soft">{target}</p>
          <p className="text-24 break-words">
            {typeof first.prediction === 'number' ? numberText(first.prediction) : first.prediction}
          </p>
          {first.probabilities && <Probabilities probabilities={first.probabilities} classes={classes} />}
          {asked.warnings?.map(({ column, message }) => (
            <p key={column} className="mt-2 rounded-md bg-warning-soft px-2 py-1">
              <code>{column}</code> {message}
            </p>
          ))}
          <p className="mt-3 flex flex-wrap items-center justify-between gap-2 text-12 text-faint">
            {text.answeredBy(asked.version, asked.milliseconds)}
            <Link className="link text-13" href={`/${project}/predictions/${first.id}`}>
              {words.predictions.explain}
            </Link>
          </p>
        </>
      ) : (
        <p className="text-soft">{text.noAnswer}</p>
      )}
    </section>
  )
}

interface ProbabilitiesProps {
  probabilities: Record<string, number>
  classes: string[] | undefined
}

function Probabilities({ probabilities, classes }: ProbabilitiesProps) {
  const shown = (classes ?? Object.keys(probabilities))
    .map((name) => ({ name, share: probabilities[name] ?? 0 }))
    .sort((a, b) => b.share - a.share)
    .slice(0, 10)
  return (
    <table aria-label={text.probabilities} className="mt-3 w-full">
      <tbody>
        {shown.map(({ name, share }, index) => (
          <tr key={name} className="[&>*]:h-6">
            <th scope="row" className="max-w-32 truncate pr-3 text-left font-normal" title={name}>
              {name}
            </th>
            <td className="w-1/2">
              <span className="block h-2.5 rounded-[2px] bg-sunken">
                <span
                  className={`block h-full rounded-[2px] ${index === 0 ? 'bg-chart-now' : 'bg-chart-quiet'}`}
                  style={{ width: `${share * 100}%` }}
                />
              </span>
            </td>
            <td className="figures w-16 pl-3 text-right" title={String(share)}>
              {(share * 100).toFixed(1)} %
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
