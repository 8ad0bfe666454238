import { Section } from '../../_frame/page.tsx'
import { words } from '../../_words/en.ts'
import { GradeMark, isGrade } from './grade-mark.tsx'
import type { Push } from './push.ts'

const text = words.pushes

/** The grade, the rule that it is by, and what was different. */
export function Reproducibility({ push: { grade, graded } }: { push: Push }) {
  if (!isGrade(grade))
    return (
      <Section title={text.grade}>
        <p role="status" className="text-soft">
          {grade === 'pending' ? text.pending : text.notGraded}{' '}
          {grade !== 'pending' && <code>{text.notGradedHint}</code>}
        </p>
      </Section>
    )
  const changed = graded?.figures.filter(({ before, after }) => before !== after) ?? []
  return (
    <Section title={text.grade}>
      <p className="flex gap-2">
        <GradeMark grade={grade} />
        <span>{text.grades[grade]}</span>
      </p>
      {graded && (
        <>
          <ul className="list-disc pl-5 text-soft">
            {graded.reasons.map((reason) => (
              <li key={reason} className="break-words">
                {reason}
              </li>
            ))}
          </ul>
          <p className="text-12 text-faint">
            {text.reran(graded.cells, graded.seconds)}
            {graded.of === 'history' && ` · ${text.gradedHistory}`}
          </p>
          <Compared
            title={text.figures}
            first={text.figure}
            rows={changed.map(({ name, before, after }) => [name, before ?? '–', after ?? '–'])}
          />
          <Compared
            title={text.differences}
            first={text.cell}
            rows={graded.differences.map(({ cell, before, after }) => [
              String(cell ?? '–'),
              shown(before),
              shown(after),
            ])}
          />
        </>
      )}
    </Section>
  )
}

const picture = /^(iVBORw0KGgo|\/9j\/)/
const shown = (output: string) => (picture.test(output) ? words.tracking.pictureOf('') : output || '–')

function Compared({ title, first, rows }: { title: string; first: string; rows: string[][] }) {
  if (rows.length === 0) return null
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-12 [&_td]:max-w-56 [&_td]:align-top [&_td]:break-words [&_td]:whitespace-pre-wrap [&_td,&_th]:border-b [&_td,&_th]:border-line [&_td,&_th]:py-1 [&_td,&_th]:pr-3 [&_th]:text-left">
        <caption className="pb-1 text-left text-faint">{title}</caption>
        <thead>
          <tr>
            {[first, text.before, text.after].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...values]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a value is its column
                <td key={index}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
