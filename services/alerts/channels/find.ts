import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '#db/client.ts'
import { alertChannels, type ChannelTarget } from '#db/schema.ts'
import { Fault } from '#pipeline/fault.ts'
import { append } from '../../audit/append.ts'
import type { Actor, Context } from '../../context.ts'
import { notify } from '../../events/notify.ts'

export const channelRef = z.object({ id: z.uuid() })

export type ChannelRow = typeof alertChannels.$inferSelect

/** Nobody else changes it until the transaction ends. Faults: NOT_FOUND, also for a channel of another project. */
export async function lockChannel(tx: Queryable, projectId: string, { id }: { id: string }): Promise<ChannelRow> {
  const [row] = await tx
    .select()
    .from(alertChannels)
    .where(and(eq(alertChannels.projectId, projectId), eq(alertChannels.id, id), isNull(alertChannels.deletedAt)))
    .for('update')
  if (!row) throw new Fault('NOT_FOUND', `no such channel: ${id}`)
  return row
}

export async function changed(
  tx: Queryable,
  actor: Actor,
  { id, action, detail }: { id: string; action: string; detail: Record<string, unknown> },
): Promise<void> {
  await notify(tx, { project: actor.projectId, topic: 'alert', id })
  await append(tx, actor, { action, resource: 'channel', resourceId: id, detail })
}

export const nameTaken = (name: string) =>
  new Fault('CONFLICT', `there is a channel of this name: ${name}`, {
    at: { param: 'name' },
    hint: 'choose another name',
  })

/** Faults: INVALID_INPUT for a secret, or a mail server, that nobody has set up. */
export function demandSetUp({ outlets }: Pick<Context, 'outlets'>, target: ChannelTarget): void {
  const named = target.type === 'email' ? target.server : target.secret
  if (named === undefined) {
    if (outlets.mailServer) return
    throw new Fault('INVALID_INPUT', 'no mail server is set up', {
      at: { param: 'target' },
      hint: 'an operator of the platform sets ESPALIER_SMTP_URL, such as smtps://user:password@mail.example.org',
    })
  }
  if (outlets.secrets[named]) return
  const known = Object.keys(outlets.secrets)
  throw new Fault('INVALID_INPUT', `no secret of this name is set up: ${named}`, {
    at: { param: 'target' },
    hint: known.length
      ? `there are ${known.join(', ')}`
      : 'an operator of the platform sets ESPALIER_ALERT_SECRETS to a JSON object of secrets by name',
  })
}
