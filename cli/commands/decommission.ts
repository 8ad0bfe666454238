import { Fault } from '#pipeline/fault.ts'
import { refOf, versionOf } from '../model-ref.ts'
import type { Session } from '../session.ts'

interface DecommissionOptions {
  on?: string
  reason?: string
  keep?: boolean
}

/** `endpoint:NAME`, or a version as everywhere. */
export async function decommission(session: Session, named: string, options: DecommissionOptions): Promise<void> {
  const { client, result } = session
  const what = named.startsWith('endpoint:')
    ? { endpoint: named.slice('endpoint:'.length) }
    : await refOf(await versionOf(client, named))
  const subject = 'endpoint' in what ? what : { model: what.name, number: what.number }
  if (options.keep) {
    await client.decommissions.keep.mutate({ what: subject })
    return result({ ...subject, sunset: null }, `${named} goes on answering`)
  }
  const { on, reason } = options
  const at = new Date(on && /^\d{4}-\d\d-\d\d$/.test(on) ? `${on}T23:59:59Z` : (on ?? ''))
  if (Number.isNaN(at.getTime()))
    throw new Fault('INVALID_INPUT', `not a date: ${on ?? 'none'}`, { hint: 'write --on 2027-01-31' })
  if (!reason) throw new Fault('INVALID_INPUT', 'no reason', { hint: 'callers read it: --reason "call penguins-2"' })
  await client.decommissions.decommission.mutate({ what: subject, at, reason })
  result({ ...subject, sunset: { at, reason } }, `${named} answers until ${at.toISOString()}`)
}
