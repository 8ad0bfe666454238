import { ActivityFailure, ApplicationFailure, CancelledFailure, TimeoutFailure } from '@temporalio/common'
import { Fault, type FaultData, retryable } from '#pipeline/fault.ts'

/** A fault whose kind may pass is tried this often; what the database's absence causes, without end. */
const tries = 3

/** What an activity throws, for what it caught. `attempt` counts from 1. */
export function failureOf(thrown: unknown, attempt: number): Error {
  if (thrown instanceof ApplicationFailure || thrown instanceof CancelledFailure) return thrown
  if (isOutage(thrown))
    return ApplicationFailure.retryable('the database is away', 'UNAVAILABLE', outage satisfies FaultData)
  const fault = Fault.of(thrown)
  if (fault.code === 'CANCELLED') return new CancelledFailure(fault.message)
  return ApplicationFailure.create({
    message: fault.message,
    type: fault.code,
    details: [fault.toJSON()],
    nonRetryable: !mayRetry(fault, attempt),
    cause: fault,
  })
}

/** Whether an attempt that ended so deserves another. */
export const mayRetry = (thrown: unknown, attempt: number): boolean =>
  isOutage(thrown) || (retryable[Fault.of(thrown).code] && attempt < tries)

const outage: FaultData = { code: 'UNAVAILABLE', message: 'the database is away' }

/** The fault that a workflow sees when it has caught what an activity call threw. */
export function faultOf(failure: unknown): FaultData {
  const cause = failure instanceof ActivityFailure ? failure.cause : failure
  if (cause instanceof TimeoutFailure)
    return {
      code: 'UNAVAILABLE',
      message: 'nothing was heard any more of the worker that ran this step',
      hint: 'run it again; if it happens again, the step may need more memory than there is',
    }
  if (cause instanceof ApplicationFailure) {
    const [data] = cause.details ?? []
    if (isFaultData(data)) return data
  }
  return { code: 'INTERNAL', message: cause instanceof Error ? cause.message : String(cause) }
}

const isFaultData = (data: unknown): data is FaultData =>
  typeof data === 'object' && data !== null && 'code' in data && 'message' in data && String(data.code) in retryable

/** Connection errors of the system, and the states in which Postgres itself says "not now". */
const outages = /^(ECONN|EPIPE|ETIMEDOUT|57P0[123]$|08...$|53...$|40001$|40P01$)/
/** What the client says of a lost connection, without a code. */
const lost = /^(Connection terminated|timeout exceeded when trying to connect|Client .* not queryable)/

function isOutage(thrown: unknown): boolean {
  // A fault has been understood: what refused the connection that caused it may be any other server.
  for (let error = thrown; error instanceof Error && !(error instanceof Fault); error = error.cause) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
    if (outages.test(code) || lost.test(error.message)) return true
  }
  return false
}
