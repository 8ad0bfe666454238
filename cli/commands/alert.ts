import { Fault } from '#pipeline/fault.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

export async function alertList({ client, result }: Session, { all }: { all?: true }): Promise<void> {
  const alerts = (await client.alerts.list.query()).filter(({ state }) => all || state !== 'settled')
  const rows = alerts.map(({ id, severity, state, title, count, lastAt }) => [
    ...[id, severity, state, title, String(count), lastAt.toISOString()],
  ])
  result(alerts, textTable(['alert', 'how bad', 'state', 'what', 'times', 'last'], rows))
}

export async function alertAck({ client, result }: Session, id: string, { note }: { note?: string }): Promise<void> {
  await client.alerts.acknowledge.mutate({ id, ...(note !== undefined && { note }) })
  const alert = await client.alerts.get.query({ id })
  result(alert, `${alert.title}: acknowledged by ${alert.acknowledgedBy}`)
}

interface SilenceOptions {
  kind?: string
  for: string
  reason: string
}

export async function alertSilence(
  { client, result }: Session,
  id: string | undefined,
  { kind, for: length, reason }: SilenceOptions,
): Promise<void> {
  if ((id === undefined) === (kind === undefined))
    throw new Fault('INVALID_INPUT', 'a silence is over one alert or one kind', { hint: 'give an id, or --kind' })
  const over = id === undefined ? { kind: kind ?? '' } : { key: (await client.alerts.get.query({ id })).key }
  const silence = await client.alerts.silence.mutate({ over, minutes: minutesOf(length), reason })
  result(silence, `silent until ${silence.until.toISOString()}`)
}

const sizes = { m: 1, h: 60, d: 1440 }

function minutesOf(text: string): number {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(text) ?? []
  if (count && unit) return Number(count) * sizes[unit as keyof typeof sizes]
  throw new Fault('INVALID_INPUT', `not a length of time: ${text}`, { hint: 'write 30m, 8h or 7d' })
}
