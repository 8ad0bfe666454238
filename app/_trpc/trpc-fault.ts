import { TRPCError } from '@trpc/server'
import { Fault, type FaultCode, type FaultData } from '#pipeline/fault.ts'

type ErrorCode = TRPCError['code']

const errorCodes = {
  INVALID_INPUT: 'BAD_REQUEST',
  INVALID_GRAPH: 'UNPROCESSABLE_CONTENT',
  BAD_DATA: 'UNPROCESSABLE_CONTENT',
  GATE_FAILED: 'UNPROCESSABLE_CONTENT',
  NOT_FOUND: 'NOT_FOUND',
  // tRPC has no word for it; the status says it.
  GONE: 'NOT_FOUND',
  CONFLICT: 'CONFLICT',
  UNAUTHENTICATED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  UNAVAILABLE: 'SERVICE_UNAVAILABLE',
  LIMIT: 'PAYLOAD_TOO_LARGE',
  CANCELLED: 'CLIENT_CLOSED_REQUEST',
  INTERNAL: 'INTERNAL_SERVER_ERROR',
} as const satisfies Record<FaultCode, ErrorCode>

const statuses = {
  INVALID_INPUT: 400,
  INVALID_GRAPH: 422,
  BAD_DATA: 422,
  GATE_FAILED: 422,
  NOT_FOUND: 404,
  GONE: 410,
  CONFLICT: 409,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  UNAVAILABLE: 503,
  LIMIT: 413,
  CANCELLED: 499,
  INTERNAL: 500,
} as const satisfies Record<FaultCode, number>

export const statusOf = ({ code }: Pick<FaultData, 'code'>): number => statuses[code]

export function trpcError(thrown: unknown): TRPCError {
  if (thrown instanceof TRPCError) return thrown
  const fault = Fault.of(thrown)
  return new TRPCError({ code: errorCodes[fault.code], message: fault.message, cause: fault })
}

/** What a caller is told. What we did not foresee may name tables and paths, so only the log has its words. */
export function shownFault(thrown: unknown): FaultData {
  const cause = thrown instanceof TRPCError ? (thrown.cause ?? thrown) : thrown
  if (cause instanceof Fault && !(cause.code === 'INTERNAL' && cause.cause)) return cause.toJSON()
  if (cause instanceof TRPCError && cause.code !== 'INTERNAL_SERVER_ERROR')
    return { code: codeOf(cause.code), message: cause.message }
  return { code: 'INTERNAL', message: 'something failed inside the platform', hint: 'its log says more; try again' }
}

const codeOf = (wanted: ErrorCode): FaultCode =>
  (Object.keys(errorCodes) as FaultCode[]).find((code) => errorCodes[code] === wanted) ?? 'INVALID_INPUT'
