import type { TranslationBundle } from '@jupyterlab/translation'
import type { Pushed } from './push.ts'

/** What became of a push, in lines: the outcome, then what to know about it. */
export function pushedText(pushed: Pushed, trans: Pick<TranslationBundle, '__'>, name: string): string {
  const { status, version, grade, refused, fault, warnings } = pushed
  const outcome =
    status === 'queued'
      ? trans.__('%1 is kept here and sent later: %2', name, fault?.message ?? '')
      : trans.__('Pushed %1', name)
  const lines = [
    outcome,
    version && trans.__('Model %1', version.replace('/', ' v')),
    refused && trans.__('No model registered: %1', withHint(refused)),
    grade && grade !== 'pending' && trans.__('Reproducibility %1', grade),
    ...warnings.map((warning) => `⚠ ${withHint(warning)}`),
  ]
  return lines.filter(Boolean).join('\n')
}

const withHint = ({ message, hint }: { message: string; hint?: string }): string =>
  hint ? `${message}: ${hint}` : message
