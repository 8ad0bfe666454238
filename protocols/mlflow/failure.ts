import type { FastifyReply } from 'fastify'
import { Fault, type FaultCode } from '#pipeline/fault.ts'

/** What each fault is to an MLflow client. */
const failures = {
  INVALID_INPUT: ['INVALID_PARAMETER_VALUE', 400],
  INVALID_GRAPH: ['INVALID_PARAMETER_VALUE', 400],
  BAD_DATA: ['INVALID_PARAMETER_VALUE', 400],
  GATE_FAILED: ['INVALID_STATE', 400],
  NOT_FOUND: ['RESOURCE_DOES_NOT_EXIST', 404],
  GONE: ['RESOURCE_DOES_NOT_EXIST', 404],
  CONFLICT: ['RESOURCE_ALREADY_EXISTS', 400],
  UNAUTHENTICATED: ['UNAUTHENTICATED', 401],
  FORBIDDEN: ['PERMISSION_DENIED', 403],
  UNAVAILABLE: ['TEMPORARILY_UNAVAILABLE', 503],
  LIMIT: ['INVALID_PARAMETER_VALUE', 400],
  CANCELLED: ['CANCELLED', 499],
  INTERNAL: ['INTERNAL_ERROR', 500],
} as const satisfies Record<FaultCode, readonly [string, number]>

/** What MLflow has and this platform has not, where its address alone does not tell. */
export const notImplemented = (what: string): Error =>
  Object.assign(new Error(`not part of this platform: ${what}`), { statusCode: 501 })

/** Anything thrown, in MLflow's form. What is no fault of ours says nothing of the inside. */
export function sendFailure(reply: FastifyReply, thrown: unknown): FastifyReply {
  const { statusCode, message: told } = thrown as { statusCode?: number; message?: string }
  const framework = !(thrown instanceof Fault) && statusCode !== undefined && statusCode >= 400 && statusCode < 500
  if (framework) return reply.code(statusCode).send({ error_code: 'BAD_REQUEST', message: told })
  if (statusCode === 501) return reply.code(501).send({ error_code: 'NOT_IMPLEMENTED', message: told })
  const fault = thrown instanceof Fault ? thrown : new Fault('INTERNAL', `something went wrong: ${reply.request.id}`)
  if (fault.code === 'INTERNAL') reply.log.error(thrown)
  if (fault.code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer')
  const [error_code, status] = failures[fault.code]
  // MLflow's form has no place for what to do next.
  const message = fault.code === 'GATE_FAILED' && fault.hint ? `${fault.message} (${fault.hint})` : fault.message
  return reply.code(status).send({ error_code, message })
}
