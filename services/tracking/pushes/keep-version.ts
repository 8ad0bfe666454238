import type { Db, Queryable } from '#db/client.ts'
import { runTags } from '#db/schema.ts'
import type { ModelValue } from '#pipeline/ports/model.ts'
import { authorize } from '../../access/authorize.ts'
import type { Context } from '../../context.ts'
import { register } from '../../models/register.ts'
import { wordsAreDue } from '../../search/words-are-due.ts'
import { plainId } from '../runs/find.ts'
import type { PushedModel } from './pushed.ts'
import { versionTag } from './received.ts'

interface Kept {
  id: string
  pushed: PushedModel
  model: ModelValue
}

/** The version that a push makes, in the push's own transaction, with the run that it is from. */
export async function keepVersion(tx: Queryable, ctx: Context, { id, pushed, model }: Kept): Promise<void> {
  authorize(ctx, 'model', 'register')
  const { name, description } = pushed
  // A transaction can all that a verb asks of a database: one within it is a savepoint.
  const within = { ...ctx, db: tx as unknown as Db }
  const { version } = await register(within, {
    ...{ name, model, trackedRunId: plainId(id) },
    ...(description !== undefined && { description }),
  })
  if (!version) return
  await tx.insert(runTags).values({ runId: id, key: versionTag, value: `${version.model}/${version.number}` })
  await wordsAreDue(tx, id)
}
