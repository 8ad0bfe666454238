import type { History } from '@temporalio/common/lib/proto-utils.js'

// The SDK's own conversion fails where npm installs protobufjs more than once, so bytes and long integers are marked here.

interface Long {
  low: number
  high: number
}

const isLong = (value: unknown): value is Long =>
  typeof value === 'object' && value !== null && 'low' in value && 'high' in value

const write = (key: string, value: unknown): unknown => {
  if (key === 'identity') return undefined
  if (value instanceof Uint8Array) return { $base64: Buffer.from(value).toString('base64') }
  return isLong(value) ? value.high * 2 ** 32 + (value.low >>> 0) : value
}

const read = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && '$base64' in value
    ? new Uint8Array(Buffer.from(String(value.$base64), 'base64'))
    : value

export const historyToText = (history: History): string => `${JSON.stringify(structuredClone(history), write, 1)}\n`

export const historyOfText = (text: string): History => JSON.parse(text, read) as History
