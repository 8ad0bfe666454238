import { eq } from 'drizzle-orm'
import type { Queryable } from '#db/client.ts'
import { models } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import type { Actor } from '../context.ts'
import { type AliasRequest, findProtection, findRequest, mayDecide } from './find.ts'

/** A request that waits. Its model is held, so nobody else decides or moves an alias until the transaction ends. Faults: NOT_FOUND, CONFLICT. */
export async function holdPending(tx: Queryable, { projectId }: Actor, id: number): Promise<AliasRequest> {
  const { modelId } = await findRequest(tx, projectId, id)
  await tx.select({ id: models.id }).from(models).where(eq(models.id, modelId)).for('update')
  const request = await findRequest(tx, projectId, id)
  if (request.state !== 'pending')
    throw new Fault('CONFLICT', `this request was decided already: ${id} is ${request.state}`, {
      hint: 'read the list of requests again',
    })
  return request
}

/** Four eyes, and those whom the protection names. Faults: FORBIDDEN. */
export async function demandApprover(tx: Queryable, actor: Actor, request: AliasRequest): Promise<void> {
  const protection = await findProtection(tx, actor.projectId, request)
  if (mayDecide(actor, { requestedBy: request.requestedBy, protection })) return
  if (actor.userId === request.requestedBy)
    throw new Fault('FORBIDDEN', `nobody decides their own request: ${request.id}`, { hint: 'ask somebody else' })
  const roles = protection?.roles.join(', ') || 'owner'
  throw new Fault('FORBIDDEN', `not among those who decide over the alias: ${request.alias}`, {
    hint: `ask somebody with the role ${roles}${protection?.users.length ? ', or one of the people named' : ''}`,
  })
}
