import { createHash } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { triggers } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { readJson } from '#pipeline/read-json.ts'
import type { Resources } from '../context.ts'
import { parse } from '../parse.ts'
import { arrive, type FiringRow } from './arrive.ts'
import type { TriggerRow } from './find.ts'
import { refuse } from './refuse.ts'
import { keyOf, sameSignature, signature } from './secret.ts'

export const largestBody = 256 * 1024
const toleranceSeconds = 300

export const receiveInput = z.object({
  triggerId: z.string(),
  headers: z.record(z.string(), z.unknown()),
  body: z.instanceof(Buffer),
})

export interface Received {
  /** Of its run as well, once it is made. */
  id: string
  /** The same was sent, signed anew, before. */
  again: boolean
  outcome: FiringRow['outcome']
  reason: string | null
}

/**
 * What somebody who has the secret sent, after the Standard Webhooks convention: `webhook-signature` is `v1,` and the
 * HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>` in base64. Faults: UNAUTHENTICATED for anything that is not so
 * signed, or not now; CONFLICT for a message that was sent before, to the letter; NOT_FOUND; INVALID_INPUT, LIMIT.
 */
export async function receive(resources: Resources, input: z.input<typeof receiveInput>): Promise<Received> {
  const { triggerId, headers, body } = parse(receiveInput, input)
  const trigger = await find(resources, triggerId)
  const { id, timestamp } = await orTold(resources, trigger, () => demandSigned(resources, { trigger, headers, body }))
  const digest = createHash('sha256').update(body).digest('base64url')
  const payload = { id, timestamp, body: bodyOf(body) }
  const { firing, fresh } = await resources.db.transaction((tx) =>
    arrive(tx, trigger, { key: `message ${id}`, payload, digest }),
  )
  if (fresh === 'no') await orTold(resources, trigger, () => demandOtherSending(firing, { id, timestamp, digest }))
  return { id: firing.id, again: fresh === 'no', outcome: firing.outcome, reason: firing.reason }
}

/** What keeps a message out is told on the page as well. */
async function orTold<T>(resources: Resources, trigger: TriggerRow, demand: () => T): Promise<T> {
  try {
    return demand()
  } catch (thrown) {
    await refuse(resources, trigger, Fault.of(thrown).toJSON())
    throw thrown
  }
}

/** A sender that got no answer signs anew; the same letters once more are somebody else's, or a mistake. */
function demandOtherSending(former: FiringRow, now: { id: string; timestamp: string; digest: string }): void {
  if (former.digest !== now.digest)
    throw new Fault('CONFLICT', `another message had this id: ${now.id}`, {
      hint: 'give each message an id of its own',
    })
  if (former.payload.timestamp === now.timestamp)
    throw new Fault('CONFLICT', `this message was taken before: ${now.id}`, {
      hint: 'to ask again what became of it, sign it with the time of now',
    })
}

async function find({ db }: Resources, id: string) {
  const [row] = z.uuid().safeParse(id).success
    ? await db
        .select()
        .from(triggers)
        .where(and(eq(triggers.id, id), eq(triggers.kind, 'webhook'), isNull(triggers.deletedAt)))
    : []
  if (!row) throw new Fault('NOT_FOUND', 'no such webhook', { hint: 'its address is on the page of the trigger' })
  return row
}

interface Sent {
  trigger: Awaited<ReturnType<typeof find>>
  headers: Record<string, unknown>
  body: Buffer
}

function demandSigned(resources: Resources, { trigger, headers, body }: Sent): { id: string; timestamp: string } {
  const [id, timestamp, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => {
    const value = headers[name]
    if (typeof value === 'string' && value) return value
    throw new Fault('UNAUTHENTICATED', `a header is missing: ${name}`, {
      hint: 'sign each message; the page of the trigger shows how',
    })
  }) as [string, string, string]
  if (!/^[\x21-\x7e]{1,200}$/.test(id))
    throw new Fault('INVALID_INPUT', 'webhook-id has 1 to 200 letters without spaces')
  const wanted = signature(keyOf(resources, trigger), { id, timestamp, body })
  const signatures = given.split(' ').flatMap((one) => (one.startsWith('v1,') ? [one.slice(3)] : []))
  if (!signatures.some((one) => sameSignature(wanted, one)))
    throw new Fault('UNAUTHENTICATED', 'the signature does not fit the message and the secret', {
      hint: 'sign <webhook-id>.<webhook-timestamp>.<body> with the newest secret, bytes as they are sent',
    })
  const late = Math.abs(Date.now() / 1000 - Number(timestamp))
  if (!/^\d{1,12}$/.test(timestamp) || late > toleranceSeconds)
    throw new Fault('UNAUTHENTICATED', `signed more than ${toleranceSeconds / 60} minutes from now: ${timestamp}`, {
      hint: 'webhook-timestamp is in seconds since 1970; look at the clock of the sender',
    })
  return { id, timestamp }
}

function bodyOf(body: Buffer): unknown {
  if (body.length === 0) return {}
  const read = readJson(new TextDecoder().decode(body))
  if (JSON.stringify(read).includes('\\u0000'))
    throw new Fault('INVALID_INPUT', 'the body holds the character NUL, which no text may')
  return read
}
