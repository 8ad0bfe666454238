import type { FastifyReply } from 'fastify'
import { Fault, type FaultCode, type FaultData } from '#pipeline/fault.ts'

/** What each fault is in HTTP. */
export const statusOf = {
  INVALID_INPUT: 400,
  INVALID_GRAPH: 422,
  BAD_DATA: 422,
  GATE_FAILED: 409,
  NOT_FOUND: 404,
  GONE: 410,
  CONFLICT: 409,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  UNAVAILABLE: 503,
  LIMIT: 413,
  CANCELLED: 409,
  INTERNAL: 500,
} as const satisfies Record<FaultCode, number>

/** Open Inference wants `error`; the rest is ours. */
export type FaultBody = { error: string } & Omit<FaultData, 'message'>

const bodyOf = ({ message, ...rest }: FaultData): FaultBody => ({ error: message, ...rest })

/** What HTTP itself refuses: a body that is no JSON, or too large. */
const ofFramework = (thrown: unknown): Fault | undefined => {
  const { statusCode, message } = thrown as { statusCode?: number; message?: string }
  if (statusCode === 413)
    return new Fault('LIMIT', 'the body is too large', { hint: 'send the rows in several requests' })
  if (statusCode === 415)
    return new Fault('INVALID_INPUT', 'the body must be JSON', { hint: 'send it with content-type: application/json' })
  return statusCode && statusCode >= 400 && statusCode < 500
    ? new Fault('INVALID_INPUT', message ?? 'invalid request')
    : undefined
}

/** Sends anything thrown. What is no fault of ours says nothing of the inside. */
export function sendFault(reply: FastifyReply, thrown: unknown): FastifyReply {
  const known = thrown instanceof Fault ? thrown : ofFramework(thrown)
  const fault = known ?? new Fault('INTERNAL', `something went wrong: ${reply.request.id}`)
  if (fault.code === 'INTERNAL') reply.log.error(thrown)
  if (fault.code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer')
  if (fault.code === 'UNAVAILABLE') reply.header('retry-after', '1')
  return reply.code(statusOf[fault.code]).send(bodyOf(fault.toJSON()))
}
