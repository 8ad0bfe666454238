import { Fault } from '#pipeline/fault.ts'

/** A whole number from 1 on in an address; nothing where there is none. Faults: INVALID_INPUT. */
export function numberIn(text: string | undefined, param: string): number | undefined {
  if (text === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new Fault('INVALID_INPUT', `not a number from 1 on: ${text.slice(0, 50)}`, { at: { param } })
  return Number(text)
}
