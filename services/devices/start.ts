import { count, lt } from 'drizzle-orm'
import { z } from 'zod'
import { deviceRequests } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { hashSecret, newSecret } from '../auth/secrets.ts'
import type { Resources } from '../context.ts'
import { parse } from '../parse.ts'
import { newCode, shownCode } from './codes.ts'

const minutes = 10
const mostWaiting = 200

/** Seconds between two questions of one device. */
export const interval = 3

export const startInput = z.object({
  device: z.string().trim().min(1).max(80),
  project: z.string().max(80).optional(),
})

export interface StartedDevice {
  /** The program's alone. */
  secret: string
  /** For the person. */
  code: string
  /** Seconds. */
  expiresIn: number
  interval: number
}

/** A program asks for a token; nobody is signed in here. Faults: LIMIT when too many wait. */
export async function start({ db }: Pick<Resources, 'db'>, input: z.input<typeof startInput>): Promise<StartedDevice> {
  const { device, project } = parse(startInput, input)
  await db.delete(deviceRequests).where(lt(deviceRequests.expiresAt, new Date()))
  const [waiting] = await db.select({ all: count() }).from(deviceRequests)
  if ((waiting?.all ?? 0) >= mostWaiting)
    throw new Fault('LIMIT', 'too many programs wait for approval', { hint: 'try again in some minutes' })
  const [secret, code] = [newSecret('esd_'), newCode()]
  const expiresAt = new Date(Date.now() + minutes * 60_000)
  await db
    .insert(deviceRequests)
    .values({ secretHash: hashSecret(secret), code, device, wanted: project ?? null, expiresAt })
  return { secret, code: shownCode(code), expiresIn: minutes * 60, interval }
}
