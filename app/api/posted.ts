import { Fault } from '#pipeline/fault.ts'
import { isOwnHost } from '../_trpc/own-host.ts'
import { faultResponse } from './fault-response.ts'

const mostBytes = 16 * 1024

/**
 * A small JSON object that a program posts before it has a token. Forged requests are of no use here: no cookie is
 * looked at. Faults become the answer.
 */
export async function posted(
  request: Request,
  answer: (given: Record<string, unknown>) => Promise<Response>,
): Promise<Response> {
  try {
    if (!isOwnHost(request.headers.get('host'))) throw new Fault('FORBIDDEN', 'not a name of this platform')
    if (Number(request.headers.get('content-length') ?? mostBytes + 1) > mostBytes)
      throw new Fault('LIMIT', `more than ${mostBytes} bytes, or not said how many`)
    const given: unknown = await request.json().catch(() => undefined)
    if (typeof given !== 'object' || given === null || Array.isArray(given))
      throw new Fault('INVALID_INPUT', 'no JSON object')
    return await answer(given as Record<string, unknown>)
  } catch (thrown) {
    return faultResponse(thrown)
  }
}
