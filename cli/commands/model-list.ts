import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

export async function modelList({ client, result }: Session): Promise<void> {
  const models = await client.models.list.query()
  const rows = models.map(({ name, newest }) => [name, newest.number, newest.task, newest.target])
  result(models, textTable(['model', 'version', 'task', 'target'], rows))
}
