import type { ReportStep } from '#services/steps/report.ts'

/** Collects what a step says and passes it on at most four times a second, and once more at its end. */
export interface Reporter {
  log(stream: 'stdout' | 'stderr' | 'system', text: string): void
  progress(share: number, message?: string): void
  metric(name: string, index: number, value: number): void
  /** Resolves when all that was said is written. */
  close(): Promise<void>
}

type Batch = Pick<ReportStep, 'progress' | 'logs' | 'metrics'>

const pause = 250
/** Of one batch, so that a step that prints without end fills neither memory nor the database. */
const mostText = 256 * 1024

export function createReporter(write: (batch: Batch) => Promise<void>): Reporter {
  let batch: Batch = { logs: [], metrics: [] }
  let text = 0
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  let failed: unknown

  const flush = () => {
    timer = undefined
    const full = batch
    batch = { logs: [], metrics: [] }
    text = 0
    writing = writing
      .then(() => write(full))
      .catch((error) => {
        failed ??= error
      })
  }
  const soon = () => {
    timer ??= setTimeout(flush, pause)
  }

  return {
    log(stream, line) {
      if (text >= mostText) return
      text += line.length
      const last = batch.logs.at(-1)
      if (text >= mostText) batch.logs.push({ stream: 'system', text: '… (more output than is kept)\n' })
      else if (last?.stream === stream) last.text += line
      else batch.logs.push({ stream, text: line })
      soon()
    },
    progress(share, message) {
      batch.progress = { share, ...(message !== undefined && { message }) }
      soon()
    },
    metric(name, index, value) {
      batch.metrics.push({ name, index, value })
      soon()
    },
    async close() {
      if (timer) {
        clearTimeout(timer)
        flush()
      }
      await writing
      if (failed) throw failed
    },
  }
}
