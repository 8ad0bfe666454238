import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

/** What endpoints there are, and which versions answer for them. */
export async function endpointList({ client, result }: Session): Promise<void> {
  const all = await client.endpoints.list.query()
  const answering = (targets: (typeof all)[number]['targets']) =>
    targets.map(({ model, number, weight, mode }) => `${model} ${number} (${mode} ${weight})`).join(', ')
  const rows = all.map(({ name, targets, predictions }) => [name, answering(targets), predictions])
  result(all, textTable(['endpoint', 'answers with', 'rows in a day'], rows))
}

/** Nobody answers there any more; what was answered is kept. */
export async function endpointRemove({ client, result }: Session, name: string): Promise<void> {
  await client.endpoints.remove.mutate({ name })
  result({ name, removed: true }, `${name} answers no more; its predictions are kept`)
}
