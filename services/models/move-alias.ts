import type { Queryable } from '#db/client.ts'
import { fileRequest } from '../approvals/file-request.ts'
import { findProtection } from '../approvals/find.ts'
import { append } from '../audit/append.ts'
import type { Actor } from '../context.ts'
import { notify } from '../events/notify.ts'
import { tellAliasMoved } from '../triggers/tell-alias-moved.ts'
import { leadAlias, ledTo } from './lead-alias.ts'

/** A protected alias does not move: the move is asked for. */
export type AliasMove = { outcome: 'moved' | 'unchanged' } | { outcome: 'requested'; request: number }

/** Moves an alias, or asks for it where it is protected. The model's row must be held; audits, so it comes last. */
export async function moveAlias(
  tx: Queryable,
  actor: Actor,
  { modelId, name, alias, to, reason, cause }: MoveAsked,
): Promise<AliasMove> {
  const from = await ledTo(tx, modelId, alias)
  if (from === to) return { outcome: 'unchanged' }
  const tell = async (action: string, detail: Record<string, unknown>) => {
    await notify(tx, { project: actor.projectId, topic: 'model', id: modelId })
    await append(tx, actor, { action, resource: 'model', resourceId: modelId, detail: { name, alias, ...detail } })
  }
  if (await findProtection(tx, actor.projectId, { modelId, alias })) {
    const { id, fresh } = await fileRequest(tx, actor, { modelId, alias, from, to, reason })
    if (fresh === 'yes') await tell('request-alias', { request: id, from, number: to, reason: reason ?? null })
    return { outcome: 'requested', request: id }
  }
  await leadAlias(tx, { modelId, alias, number: to })
  await tellAliasMoved(tx, { projectId: actor.projectId, model: name, alias, from, to, cause })
  await tell(to === null ? 'remove-alias' : 'set-alias', { from, number: to })
  return { outcome: 'moved' }
}

interface MoveAsked {
  modelId: string
  name: string
  alias: string
  /** Null: to be taken away. */
  to: number | null
  reason?: string | undefined
  /** The run that does it, if it is one. */
  cause?: string | undefined
}
