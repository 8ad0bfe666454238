import type { Evaluation } from '#pipeline/ports/report.ts'
import { words } from '../../../_words/en.ts'
import { Confusion } from './confusion.tsx'
import { Residuals } from './residuals.tsx'
import { Roc } from './roc.tsx'
import { Scatter } from './scatter.tsx'

const text = words.models

/** How good a model is, as pictures: those that its task has. */
export function EvaluationPictures({ evaluation }: { evaluation: Evaluation }) {
  const { confusion, classes, roc, scatter, residuals, target } = evaluation
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[repeat(2,minmax(0,480px))]">
      {confusion && classes && (
        <Picture title={text.confusion} about={text.confusionAbout}>
          <Confusion confusion={confusion} classes={classes} />
        </Picture>
      )}
      {roc && roc.length > 0 && (
        <Picture title={text.roc} about={text.rocAbout}>
          <Roc curves={roc} />
        </Picture>
      )}
      {scatter && scatter.length > 0 && (
        <Picture title={text.scatter} about={text.scatterAbout}>
          <Scatter points={scatter} target={target} />
        </Picture>
      )}
      {residuals && (
        <Picture title={text.residuals} about={text.residualsAbout}>
          <Residuals residuals={residuals} />
        </Picture>
      )}
    </div>
  )
}

function Picture({ title, about, children }: { title: string; about: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <h3>{title}</h3>
      <p className="mb-2 text-12 text-soft">{about}</p>
      {children}
    </div>
  )
}
