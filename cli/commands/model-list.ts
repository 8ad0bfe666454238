import type { Session } from '../session.ts'
import { textTable } from '../text-table.ts'

export async function modelList({ client, result }: Session): Promise<void> {
  const models = await client.models.list.query()
  const rows = models.map((model) => {
    const { name, latest } = model as { name: string; latest?: { number: number } }
    return [name, latest?.number ?? '']
  })
  result(models, textTable(['model', 'version'], rows))
}
