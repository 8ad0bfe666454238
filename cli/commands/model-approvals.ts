import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

/** What waits for somebody to agree. */
export async function modelApprovals(
  { client, result }: Session,
  model: string | undefined,
  { all }: { all?: boolean },
): Promise<void> {
  const requests = await client.approvals.list.query({
    ...(model !== undefined && { model }),
    state: all ? 'all' : 'pending',
  })
  const rows = requests.map(({ id, model, alias, from, to, state, requestedBy, approvers, reason }) => [
    ...[id, model, `@${alias}`, `${from ?? 'none'} → ${to ?? 'none'}`, state, requestedBy],
    ...[[...approvers.roles, ...(approvers.people ? [`${approvers.people} by name`] : [])].join(', '), reason ?? ''],
  ])
  const heads = ['request', 'model', 'alias', 'move', 'state', 'by', 'decided by', 'reason']
  result(requests, requests.length ? textTable(heads, rows) : 'nothing waits')
}

export async function modelApprove(
  { client, result }: Session,
  request: number,
  { reason }: { reason?: string },
): Promise<void> {
  await client.approvals.approve.mutate({ request, ...(reason && { reason }) })
  result({ request, state: 'approved' }, `request ${request} is approved: the alias has moved`)
}

export async function modelReject(
  { client, result }: Session,
  request: number,
  { reason }: { reason: string },
): Promise<void> {
  await client.approvals.reject.mutate({ request, reason })
  result({ request, state: 'rejected' }, `request ${request} is rejected`)
}

interface ProtectOptions {
  model?: string
  role?: string[]
  lift?: boolean
}

/** From now on the alias moves only when somebody of these roles agrees; or no longer so. */
export async function modelProtect({ client, result }: Session, alias: string, options: ProtectOptions): Promise<void> {
  const { model, role, lift } = options
  const where = model === undefined ? {} : { model }
  if (lift) {
    await client.approvals.unprotect.mutate({ alias, ...where })
    return result({ alias, ...where, protection: 'free' }, `${alias} moves freely now`)
  }
  const roles = role as ('owner' | 'engineer' | 'scientist' | 'analyst')[] | undefined
  await client.approvals.protect.mutate({ alias, ...where, ...(roles && { roles }) })
  const who = (roles ?? ['owner']).join(', ')
  result({ alias, ...where, protection: 'protected', roles: roles ?? ['owner'] }, `${alias} moves when ${who} agrees`)
}
