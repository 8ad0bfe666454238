import { Fault } from '#pipeline/fault.ts'
import type { Client } from '../client.ts'

/** A pipeline by its slug or its name. Faults: NOT_FOUND with those there are. */
export async function slugOfPipeline(client: Client, named: string): Promise<string> {
  const pipelines = await client.pipelines.list.query()
  const found = pipelines.find(({ slug }) => slug === named) ?? pipelines.find(({ name }) => name === named)
  if (found) return found.slug
  const there = pipelines.map(({ slug }) => slug).join(', ')
  throw new Fault('NOT_FOUND', `no such pipeline: ${named}`, {
    hint: there ? `there are: ${there}` : 'there is none yet: espalier pipeline apply FILE.yaml',
  })
}
