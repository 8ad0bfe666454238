import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { Fault } from '#pipeline/fault.ts'
import type { Resources } from '../context.ts'
import type { TriggerRow } from './find.ts'

export const newSalt = (): string => randomBytes(16).toString('base64url')

/** Made anew from the key of the platform whenever it is needed, so that no table holds it. Faults: UNAVAILABLE. */
export function keyOf(
  { arrivals }: Pick<Resources, 'arrivals'>,
  { id, salt }: Pick<TriggerRow, 'id' | 'salt'>,
): Buffer {
  if (!arrivals.hookKey)
    throw new Fault('UNAVAILABLE', 'this platform has no key for webhooks', {
      hint: 'an operator of the platform sets ESPALIER_HOOK_KEY, the same for the pages and the protocols server',
    })
  return createHmac('sha256', arrivals.hookKey).update(`webhook ${id} ${salt}`).digest()
}

/** As senders after the Standard Webhooks convention are given it. */
export const secretText = (key: Buffer): string => `whsec_${key.toString('base64')}`

export const signature = (
  key: Buffer,
  { id, timestamp, body }: { id: string; timestamp: string; body: Buffer },
): string => createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')

/** In a time that says nothing of where they differ. */
export function sameSignature(wanted: string, given: string): boolean {
  const [one, other] = [Buffer.from(wanted), Buffer.from(given)]
  return one.length === other.length && timingSafeEqual(one, other)
}
