import { TRPCClientError } from '@trpc/client'
import { Fault, type FaultCode, type FaultData } from '#pipeline/fault.ts'

/** What a caller's script can rely on. */
export const exitCodes = { done: 0, failed: 1, wrongUse: 2, unreachable: 3 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

const codes = {
  INVALID_INPUT: exitCodes.wrongUse,
  INVALID_GRAPH: exitCodes.wrongUse,
  BAD_DATA: exitCodes.failed,
  GATE_FAILED: exitCodes.failed,
  NOT_FOUND: exitCodes.wrongUse,
  GONE: exitCodes.failed,
  CONFLICT: exitCodes.failed,
  UNAUTHENTICATED: exitCodes.wrongUse,
  FORBIDDEN: exitCodes.wrongUse,
  UNAVAILABLE: exitCodes.unreachable,
  LIMIT: exitCodes.failed,
  CANCELLED: exitCodes.failed,
  INTERNAL: exitCodes.failed,
} as const satisfies Record<FaultCode, ExitCode>

export const exitCodeOf = ({ code }: FaultData): ExitCode => codes[code]

/** Anything thrown on this side of the wire, as the fault that the platform meant or that the way there had. */
export function faultOf(thrown: unknown): FaultData {
  if (thrown instanceof Fault) return thrown.toJSON()
  if (thrown instanceof TRPCClientError) {
    const told: unknown = thrown.data?.fault
    return isFault(told) ? told : thrown.cause ? faultOf(thrown.cause) : unexpected(thrown)
  }
  if (isUnreachable(thrown)) return unreachable(thrown).toJSON()
  return unexpected(thrown)
}

export const isFault = (value: unknown): value is FaultData =>
  typeof value === 'object' && value !== null && 'code' in value && String(value.code) in codes && 'message' in value

/** Node's fetch says `fetch failed` and hides why in its cause. */
const isUnreachable = (thrown: unknown) =>
  thrown instanceof TypeError && ['fetch failed', 'terminated'].includes(thrown.message)

function unreachable(thrown: unknown): Fault {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? `: ${thrown.cause.message}` : ''
  return new Fault('UNAVAILABLE', `the platform does not answer${cause}`, { hint: 'start it with: npm start' })
}

const unexpected = (thrown: unknown): FaultData => Fault.of(thrown).toJSON()

/** `node train, column age: …` and what to do, for people. */
export const faultText = ({ code, ...fault }: FaultData): string => `${code}: ${placed(fault)}`

/** `node train, column age: …`, and below what to do. */
export function placed({
  message,
  at = {},
  hint,
}: Pick<FaultData, 'message' | 'at'> & { hint?: string | undefined }): string {
  const place = Object.entries(at).flatMap(([kind, name]) =>
    message.startsWith(`${name}: `) ? [] : [`${kind} ${name}`],
  )
  return [`${place.length ? `${place.join(', ')}: ` : ''}${message}`, ...(hint ? [`  ${hint}`] : [])].join('\n')
}
