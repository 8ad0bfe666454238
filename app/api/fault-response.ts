import { shownFault, statusOf } from '../_trpc/trpc-fault.ts'

/** A fault as JSON, for routes that are not tRPC. */
export function faultResponse(thrown: unknown): Response {
  const fault = shownFault(thrown)
  if (fault.code === 'INTERNAL') console.error(thrown)
  return Response.json(fault, { status: statusOf(fault) })
}
