import type { z } from 'zod'
import { Fault } from '#pipeline/fault.ts'

/** Where the next page begins. Callers hand it back as it is. */
export const sealToken = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url')

/** Faults: INVALID_INPUT for what this server did not make. */
export function openToken<S extends z.ZodType>(token: string, place: S): z.output<S> {
  const opened = place.safeParse(jsonOf(token))
  if (!opened.success) throw new Fault('INVALID_INPUT', `Invalid page token: ${token.slice(0, 80)}`)
  return opened.data
}

function jsonOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString())
  } catch {
    return undefined
  }
}
