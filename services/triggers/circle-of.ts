import type { Queryable } from '#db/client.ts'
import type { Catalogue } from '#pipeline/define-node.ts'
import type { Problem } from '#pipeline/problem.ts'
import { registeredBy } from '#pipeline/registered-by.ts'
import type { Spec } from '#pipeline/spec.ts'
import { circleText, isWaitedFor, leads, linksOf, pipelinesAt, wayBetween } from './links.ts'

interface Asked {
  projectId: string
  pipelineId: string
  /** As it would run, saved or not. */
  spec: Spec
}

/** Whether a pipeline, run like this, would set itself off for ever, by triggers that are not paused. */
export async function circleOf(
  q: Queryable,
  catalogue: Catalogue,
  { projectId, pipelineId, spec }: Asked,
): Promise<Problem[]> {
  const links = await linksOf(q, projectId, { paused: 'not' })
  if (!links.some((link) => link.pipelineId === pipelineId)) return []
  const known = await pipelinesAt(q, catalogue, links)
  const registers = registeredBy(spec, catalogue)
  const slug = known.get(pipelineId)?.slug
  if (slug) known.set(pipelineId, { slug, registers })
  for (const link of links) {
    const way = leads(known, pipelineId, link) ? wayBetween(known, links, [link.pipelineId, pipelineId]) : undefined
    if (!way) continue
    const node = registers.find((one) => isWaitedFor(one, link.watch))?.node
    const hint = `pause or delete the trigger ${link.name}${node ? ', or register another model' : ''}`
    return [{ severity: 'error', message: circleText(known, [pipelineId, ...way]), at: { node }, hint }]
  }
  return []
}
