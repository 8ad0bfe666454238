import { Fault } from '#pipeline/fault.ts'

/**
 * Against forged requests from other sites: whatever changes something with a cookie must say that it comes from a page
 * of ours. A bearer token is no cookie: no other site has it. Faults: FORBIDDEN.
 */
export function refuseForged(request: Request, contentType: string): void {
  if (['GET', 'HEAD'].includes(request.method)) return
  if (!request.headers.get('content-type')?.startsWith(contentType))
    throw new Fault('FORBIDDEN', `wrong content type: ${request.headers.get('content-type')}`, {
      hint: `send ${contentType}`,
    })
  if (request.headers.has('authorization')) return
  const origin = request.headers.get('origin')
  const host = request.headers.get('host')
  if (!origin || !URL.canParse(origin) || new URL(origin).host !== host)
    throw new Fault('FORBIDDEN', `request from another site: ${origin ?? 'unknown'}`)
}
