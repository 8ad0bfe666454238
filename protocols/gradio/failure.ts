import type { FastifyReply } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import { statusOf } from '../fault-response.ts'

/** Faults in the form that Gradio's clients read. */
export function sendDetail(reply: FastifyReply, thrown: unknown, parameter?: (column: string) => string): FastifyReply {
  const { statusCode } = thrown as { statusCode?: number }
  const refused = !(thrown instanceof Fault) && statusCode !== undefined && statusCode >= 400 && statusCode < 500
  const fault = thrown instanceof Fault ? thrown : new Fault('INTERNAL', `something went wrong: ${reply.request.id}`)
  if (refused) return reply.code(statusCode).send({ detail: (thrown as Error).message })
  if (fault.code === 'INTERNAL') reply.log.error(thrown)
  const message = fault.hint ? `${fault.message} (${fault.hint})` : fault.message
  if (fault.code === 'INVALID_INPUT' && parameter) {
    const name = fault.at?.column === undefined ? null : parameter(fault.at.column)
    const detail = [{ __type__: 'validate', is_valid: false, message, parameter_name: name }]
    return reply.code(422).send({ detail })
  }
  if (fault.code === 'UNAUTHENTICATED') return reply.code(401).send({ detail: { auth_message: message } })
  return reply.code(statusOf[fault.code]).send({ detail: message })
}
