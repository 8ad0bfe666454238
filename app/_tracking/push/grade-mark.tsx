import { classNames } from '../../_ui/class-names.ts'
import { words } from '../../_words/en.ts'

const text = words.pushes

export const gradeTag = 'espalier.grade'

type Grade = keyof typeof text.grades

export const isGrade = (grade: string | null | undefined): grade is Grade =>
  grade !== undefined && grade !== null && grade in text.grades

const looks: Record<Grade, string> = {
  A: 'border-status-done text-status-done',
  B: 'border-status-done text-status-done',
  C: 'border-warning text-warning',
  D: 'border-danger text-danger',
}

/** How well a notebook could be done again: a letter, so that colour says nothing alone. */
export function GradeMark({ grade }: { grade: string | null | undefined }) {
  if (!isGrade(grade)) return null
  return (
    <span
      role="img"
      aria-label={text.gradeMark(grade)}
      title={`${text.gradeMark(grade)}: ${text.grades[grade]}`}
      className={classNames(
        'inline-grid size-4.5 shrink-0 place-items-center rounded-[4px] border text-12 leading-none font-strong',
        looks[grade],
      )}
    >
      {grade}
    </span>
  )
}
