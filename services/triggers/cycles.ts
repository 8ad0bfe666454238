import type { Queryable } from '#db/client.ts'
import type { Catalogue } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { circleText, type Link, leads, linksOf, pipelinesAt, wayBetween } from './links.ts'

interface Asked extends Link {
  projectId: string
  /** The trigger itself, when it is changed. */
  triggerId: string | undefined
}

/**
 * Faults: INVALID_INPUT for a trigger by which a pipeline would run itself, at once or by way of others: because one waits
 * for the end of another, or for a model that another registers. A pipeline that closes a circle later has a problem.
 */
export async function demandNoCircle(
  q: Queryable,
  catalogue: Catalogue,
  { projectId, triggerId, ...asked }: Asked,
): Promise<void> {
  if (!asked.watchedId && asked.watch.kind !== 'model') return
  const others = await linksOf(q, projectId, { triggerId, paused: 'too' })
  const known = await pipelinesAt(q, catalogue, [asked, ...others])
  for (const from of known.keys()) {
    const way = leads(known, from, asked) ? wayBetween(known, others, [asked.pipelineId, from]) : undefined
    if (!way) continue
    const ofModel = asked.watch.kind === 'model'
    throw new Fault('INVALID_INPUT', circleText(known, [from, ...way]), {
      at: { param: ofModel ? 'watch.model' : 'watched' },
      hint: ofModel
        ? 'wait for another model or alias, or delete a trigger of the circle'
        : 'watch another pipeline, or delete a trigger of the circle',
    })
  }
}
