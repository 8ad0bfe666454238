import type { FaultData } from '#pipeline/fault.ts'
import type { Visit } from '#services/demos/begin-visit.ts'
import { faultText } from '../_ui/fault-text.ts'
import { visitHeader } from './visit.ts'

/** How a page reaches its demo. */
export interface Door {
  name: string
  /** Begins the visit of somebody who came by a link, once, and gives what shows it where the browser keeps no cookie. */
  enter?: () => Promise<string>
}

const address = ({ name }: Door, verb: string) => `/api/demos/${encodeURIComponent(name)}/${verb}`
const headersOf = async ({ enter }: Door): Promise<Record<string, string>> =>
  enter ? { [visitHeader]: await enter() } : {}

/** The way in by a link. It begins with the first question, so that a page nobody runs begins no visit. */
export function doorOf(name: string, link: { token: string; id?: string }): Door {
  let begun: Promise<string> | undefined
  const enter = () => {
    begun ??= askDemo<Visit>({ name }, 'visit', link).then(({ visit }) => visit)
    return begun
  }
  return { name, enter }
}

/** Asks a demo. Throws a `FaultData`. */
export async function askDemo<T>(door: Door, verb: string, body: object, signal?: AbortSignal): Promise<T> {
  return await send<T>(address(door, verb), {
    body: JSON.stringify(body),
    headers: { ...(await headersOf(door)), 'content-type': 'application/json' },
    ...(signal && { signal }),
  })
}

/** The same with the bytes of a file. Throws a `FaultData`. */
export async function sendFile<T>(door: Door, verb: string, file: Blob, about: Record<string, string>): Promise<T> {
  return await send<T>(`${address(door, verb)}?${new URLSearchParams(about)}`, {
    body: file,
    headers: { ...(await headersOf(door)), 'content-type': 'application/octet-stream' },
  })
}

async function send<T>(address: string, init: RequestInit): Promise<T> {
  const answer = await fetch(address, { method: 'POST', ...init }).catch((thrown: unknown) => {
    throw isAbort(thrown) ? thrown : faultText(thrown)
  })
  const body: unknown = await answer.json().catch((thrown: unknown) => {
    throw isAbort(thrown) ? thrown : faultText(new Error('network'))
  })
  if (!answer.ok) throw faultText(body) satisfies FaultData
  return body as T
}

export const isAbort = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === 'AbortError'
