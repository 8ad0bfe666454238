import type { FaultData } from '#pipeline/fault.ts'
import { words } from '../_words/en.ts'

/** The fault inside an error of a tRPC call; anything else becomes one. */
export function faultText(thrown: unknown): FaultData {
  const data = isRecord(thrown) && isRecord(thrown.data) && isRecord(thrown.data.fault) ? thrown.data.fault : thrown
  if (isRecord(data) && typeof data.code === 'string' && typeof data.message === 'string')
    return data as unknown as FaultData
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return /fetch|network/i.test(message)
    ? { code: 'UNAVAILABLE', message: words.common.offline, hint: words.common.offlineHint }
    : { code: 'INTERNAL', message }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
