import type { Inputs, Outputs } from '#app/_trpc/outputs.ts'
import { Fault } from '#pipeline/fault.ts'
import { readSetting } from '../read-setting.ts'
import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'
import { slugOfPipeline } from './slug-of-pipeline.ts'
import { type CreateOptions, watchOf, watchText } from './trigger-watch.ts'

export async function triggerCreate(
  { client, result, platform }: Session,
  named: string,
  name: string,
  options: CreateOptions,
): Promise<void> {
  const watch = watchOf(options)
  const watched = watch.kind === 'metric' ? options.of : options.finished
  if (watch.kind === 'metric' && !watched)
    throw new Fault('INVALID_INPUT', 'whose values are watched is missing', { hint: 'give --of PIPELINE' })
  const created = await client.triggers.create.mutate({
    ...{ name, watch, overrides: Object.fromEntries(options.set.map(readSetting)) },
    pipeline: { slug: await slugOfPipeline(client, named) },
    ...(watched && { watched: { slug: await slugOfPipeline(client, watched) } }),
    ...(options.cooldown !== undefined && { cooldownSeconds: options.cooldown }),
  })
  const { id, secret } = created
  const address = watch.kind === 'webhook' ? `${platform.apiUrl ?? ''}/hooks/${id}` : undefined
  result(
    { ...created, ...(address && { address }) },
    [name, ...(address ? [`  ${address}`] : []), ...(secret ? [`  ${secret}   (shown this once)`] : [])].join('\n'),
  )
}

export async function triggerList({ client, result }: Session): Promise<void> {
  const triggers = await client.triggers.list.query()
  const rows = triggers.map(({ name, watch, pipeline, pausedAt, fault, last }) => [
    name,
    watchText(watch),
    pipeline.slug,
    pausedAt ? 'paused' : fault ? `failing: ${fault.message}` : 'on',
    last ? `${last.arrivedAt.toISOString()} ${last.status ?? last.outcome}` : '–',
  ])
  result(triggers, textTable(['trigger', 'waits for', 'runs', 'state', 'last arrival'], rows))
}

export async function triggerShow({ client, result }: Session, name: string): Promise<void> {
  const trigger = await client.triggers.get.query({ name })
  const firings = await client.triggers.firings.query({ trigger: { name }, quiet: 'shown' })
  const rows = firings.map((one) => [
    one.arrivedAt.toISOString(),
    arrivalText(one),
    outcomeText(one),
    one.run?.id ?? (one.lost ? one.id : ''),
  ])
  const { fault } = trigger
  const state = trigger.pausedAt ? 'paused' : fault ? `failing: ${fault.message}` : 'on'
  const about = `${name}: ${watchText(trigger.watch)} → ${trigger.pipeline.slug}, ${state}`
  result(
    { ...trigger, firings },
    `${about}\n${textTable(['arrived', 'what', 'outcome', 'run, or arrival without one'], rows)}`,
  )
}

const arrivalText = ({ key, payload, by }: Outputs['triggers']['firings'][number]): string => {
  const { path } = payload as { path?: string }
  if (by) return `${key.startsWith('call') ? 'called' : 'by hand'}, by ${by}`
  return path ?? key
}

const outcomeText = ({ run, outcome, reason, fault }: Outputs['triggers']['firings'][number]): string =>
  run?.status ?? [outcome, reason ?? fault?.message].filter(Boolean).join(': ')

export async function triggerFire({ client, result }: Session, name: string, payload: string): Promise<void> {
  const fired = await client.triggers.fireNow.mutate({ trigger: { name }, payload: objectIn(payload) })
  result({ name, ...fired }, `${name}: fires now as ${fired.id}`)
}

export async function triggerRetry({ client, result }: Session, name: string, arrival: string): Promise<void> {
  const fired = await client.triggers.retry.mutate({ trigger: { name }, arrival })
  result({ name, ...fired }, `${name}: runs again as ${fired.id}`)
}

function objectIn(text: string): NonNullable<Inputs['triggers']['fireNow']['payload']> {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Record<string, unknown>
  } catch {}
  throw new Fault('INVALID_INPUT', `not a JSON object: ${text.slice(0, 100)}`, {
    hint: 'write it like \'{"body": {"region": "north"}}\'',
  })
}

const done = { pause: 'paused', resume: 'on', remove: 'deleted' } as const

export const triggerChange =
  (verb: keyof typeof done) =>
  async ({ client, result }: Session, name: string): Promise<void> => {
    await client.triggers[verb].mutate({ name })
    result({ name, [verb]: true }, `${name}: ${done[verb]}`)
  }

export async function triggerRotate({ client, result }: Session, name: string): Promise<void> {
  const { secret } = await client.triggers.rotate.mutate({ name })
  result({ name, secret }, `${secret}   (shown this once)`)
}
