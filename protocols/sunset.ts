import type { FastifyReply } from 'fastify'
import { Fault } from '#pipeline/fault.ts'
import type { Sunset } from '#services/decommissions/sunsets.ts'

export const isOver = (sunset: Sunset | null): boolean => sunset !== null && sunset.at.getTime() <= Date.now()

/** Faults: GONE from its date on. */
export function demandOpen(sunset: Sunset | null, what: string): void {
  if (sunset && isOver(sunset))
    throw new Fault('GONE', `answers no more since ${sunset.at.toISOString()}: ${what}`, {
      hint: `${sunset.reason}; ask its owners what to call instead`,
    })
}

export function earliest(a: Sunset | null, b: Sunset | null): Sunset | null {
  if (!a || !b) return a ?? b
  return a.at <= b.at ? a : b
}

/** The same for callers that read what they are answered, with the reason. */
export const sunsetWarnings = ({ sunset }: { sunset: Sunset | null }): { message: string }[] =>
  sunset ? [{ message: `answers no more from ${sunset.at.toISOString()} on: ${sunset.reason}` }] : []

/** Tells callers in time: `Deprecation` as in RFC 9745, `Sunset` as in RFC 8594. */
export function warnOfSunset(reply: FastifyReply, { sunset }: { sunset: Sunset | null }): void {
  if (!sunset) return
  reply.header('deprecation', `@${Math.floor(sunset.announcedAt.getTime() / 1000)}`)
  reply.header('sunset', sunset.at.toUTCString())
}
