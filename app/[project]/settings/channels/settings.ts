import type { Inputs, Outputs } from '../../../_trpc/outputs.ts'

export type Channel = Outputs['channels']['list'][number]
type Wanted = Inputs['channels']['create']

/** What the form holds: every field as text, whichever way the channel goes. */
export interface ChannelFields {
  name: string
  type: Wanted['target']['type']
  to: string
  url: string
  secret: string
  from: Channel['from']
  kinds: string
  quietMinutes: number
}

export function fieldsOf(channel?: Channel): ChannelFields {
  const target = channel?.target
  return {
    name: channel?.name ?? '',
    type: target?.type ?? 'email',
    to: target?.type === 'email' ? target.to.join(', ') : '',
    url: target?.type === 'webhook' ? target.url : '',
    secret: target && target.type !== 'email' ? target.secret : '',
    from: channel?.from ?? 'warning',
    kinds: channel?.kinds?.join(', ') ?? '',
    quietMinutes: channel?.quietMinutes ?? 15,
  }
}

const listed = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .map((one) => one.trim())
    .filter(Boolean)

export function wantedOf({ name, type, to, url, secret, from, kinds, quietMinutes }: ChannelFields): Wanted {
  const some = listed(kinds)
  const target =
    type === 'email' ? { type, to: listed(to) } : type === 'webhook' ? { type, url, secret } : { type, secret }
  return { name, target, from, kinds: some.length > 0 ? some : null, quietMinutes }
}
