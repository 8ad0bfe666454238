import { createHmac } from 'node:crypto'
import { guardedFetch } from '#engines/egress/guarded-fetch.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Egress } from '../../environment.ts'

interface Posted {
  url: string
  body: unknown
  headers?: (body: string) => Record<string, string>
}

/** Faults: FORBIDDEN for a private address that no operator allows; UNAVAILABLE for whatever is not an answer of 200 to 299. */
export async function post({ allowed }: Egress, { url, body, headers }: Posted): Promise<void> {
  const { origin } = new URL(url)
  let refusal: Fault | undefined
  const send = guardedFetch({ origin, allowed }, (fault) => {
    refusal = fault
  })
  const text = JSON.stringify(body)
  const answer = await send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Espalier', ...headers?.(text) },
    body: text,
    signal: AbortSignal.timeout(20_000),
  }).catch((error) => {
    if (refusal) throw refusal
    // What is asked of may be a secret, so it is not said.
    const reason = (error as { cause?: Error }).cause?.message ?? (error as Error).message
    throw new Fault('UNAVAILABLE', `no answer: ${reason}`, { cause: error })
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new Fault('UNAVAILABLE', `it was answered with status ${answer.status}`)
}

/** `t=<seconds>,v1=<hex>`: HMAC-SHA-256 of `<seconds>.<body>`, so that a message replayed later is known by its age. */
export function signature(secret: string, body: string, at = Math.floor(Date.now() / 1000)): string {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
}
