import type { Journal } from './check.ts'
import type { Person } from './people.ts'
import { endpoint } from './setting.ts'

/** Who and what is there while chaos goes on. */
export interface Scene {
  ada: Person
  /** Somebody else who may decide. */
  eve: Person
  /** Where signed messages go. */
  hook: { address: string; key: Buffer }
  /** Where rows are answered. */
  predict: (row: Record<string, unknown>) => Promise<Response>
}

export type Work = (scene: Scene, journal: Journal, until: AbortSignal) => Promise<void>

/** Asks the endpoint as programs do. */
export const asks =
  ({ apiUrl, token }: { apiUrl: string; token: string }): Scene['predict'] =>
  (row) =>
    fetch(`${apiUrl}/predict/${endpoint}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(row),
      signal: AbortSignal.timeout(20_000),
    })
