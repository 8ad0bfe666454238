import { ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { Section } from '../../../_frame/page.tsx'
import { lineageOf } from '../../../_lineage/address-of.ts'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { MetricText, numberText } from '../../../_ui/number-text.tsx'
import { words } from '../../../_words/en.ts'
import { Found } from '../../import-onnx/found.tsx'
import { metricTitle, shownMetrics } from '../metrics.ts'
import { EvaluationPictures } from './evaluation-pictures.tsx'
import { Importance } from './importance.tsx'
import { Lineage } from './lineage.tsx'
import { SignatureTable } from './signature-table.tsx'

const text = words.models

interface VersionProps {
  project: string
  version: Outputs['models']['getVersion']
}

/** All that is known of one version, the most asked first. */
export function Version({ project, version }: VersionProps) {
  const { evaluation, metrics, signature, parity, origin, lineage, details, endpoints } = version
  return (
    <div className="flex flex-col gap-8">
      <p className="text-soft">
        {text.predicts(signature.target, text.tasks[signature.task])}
        {endpoints.length > 0 && (
          <>
            {' · '}
            {text.liveAt}{' '}
            {endpoints.map(({ name }) => (
              <Link key={name} href={`/${project}/endpoints/${name}`} className="link mr-2">
                {name}
              </Link>
            ))}
          </>
        )}
      </p>
      <Section
        title={evaluation ? text.metrics : text.trainingMetrics}
        about={evaluation ? text.tested(numberText(evaluation.rows)) : text.noEvaluation}
      >
        <Metrics metrics={evaluation?.metrics ?? metrics} />
        {evaluation && <EvaluationPictures evaluation={evaluation} />}
      </Section>
      <Section title={text.signature} about={aboutSignature(details)}>
        <SignatureTable signature={signature} />
      </Section>
      {details.importance.length > 0 && (
        <Section title={text.importance}>
          <Importance importance={details.importance} />
        </Section>
      )}
      <Section title={text.parity}>
        <p className="flex max-w-160 gap-2">
          <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-status-done" />
          {(details.imported ? words.onnx : text).parityProof(
            numberText(parity.rows),
            difference(parity.maxDifference),
            difference(parity.tolerance),
          )}
        </p>
      </Section>
      {details.imported && !lineage ? (
        <Found
          title={words.onnx.origin}
          about={origin.run ? words.onnx.originOfRun(origin.run.name) : words.onnx.originAbout}
          found={details.imported.found}
          remarks={details.imported.remarks}
        />
      ) : (
        <Section
          title={text.lineage}
          about={lineage ? text.lineageAbout : text.noLineage}
          actions={
            <Link className="link" href={lineageOf(project, `version:${version.model}@${version.number}`)}>
              {text.wholeLineage}
            </Link>
          }
        >
          {lineage && <Lineage project={project} lineage={lineage} version={version} />}
        </Section>
      )}
    </div>
  )
}

const difference = (value: number) => (value === 0 ? '0' : value.toExponential(1))

function Metrics({ metrics }: { metrics: Record<string, number> }) {
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-3">
      {shownMetrics(metrics).map(({ name, value, baseline }) => (
        <div key={name}>
          <dt className="text-12 text-soft first-letter:uppercase">{metricTitle(name)}</dt>
          <dd className="text-18 [&_.figures]:text-18">
            <MetricText value={value} />
          </dd>
          {baseline !== undefined && (
            <dd className="text-12 text-faint">
              {text.guessing} <MetricText value={baseline} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

/** Who knows what the values were in training. */
function aboutSignature({ imported }: Outputs['models']['getVersion']['details']): string {
  if (!imported) return text.signatureAbout
  return imported.rows
    ? words.onnx.signatureFromRows(imported.rows.name, imported.rows.version)
    : words.onnx.signatureAbout
}
