import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { cancel } from '#services/runs/cancel.ts'
import { connectOrchestrator, workflowId } from '../client.ts'
import { copyingKernels } from '../testing/copying-kernels.ts'
import { specOf, testPlatform } from '../testing/platform.ts'
import { testTemporal } from '../testing/temporal.ts'
import { testWorker } from '../testing/worker.ts'
import { historyToText } from './history-json.ts'

// ESPALIER_TEMPORAL=… node --import tsx workflows/histories/record.ts LABEL
const label = process.argv[2]
if (!label) throw new Error('usage: record.ts LABEL (the histories become LABEL-<what happened>.json)')

const numbers = () => ({ kind: 'etl.numbers', params: { salt: randomUUID() } })
const query = (text: string, a: string, b?: string) => ({
  kind: 'etl.sql',
  params: { query: text },
  from: { a, ...(b && { b }) },
})
const slow = (rows: string, gate = '') => ({ kind: 'training.slow', params: { diary: '', gate }, from: { rows } })

const platform = await testPlatform()
const server = await testTemporal()
const worker = await testWorker(platform, server, copyingKernels)
const { client, close } = connectOrchestrator(server.address)

const keep = async (what: string, runId: string) => {
  await platform.ended(runId)
  const handle = client.workflow.getHandle(workflowId(runId))
  await handle.result().catch(() => undefined)
  await writeFile(new URL(`${label}-${what}.json`, import.meta.url), historyToText(await handle.fetchHistory()))
}

await keep(
  'done',
  await platform.start(
    specOf({
      numbers: numbers(),
      small: query('FROM a WHERE n < 5', 'numbers'),
      large: query('FROM a WHERE n >= 5', 'numbers'),
      all: query('FROM a UNION ALL FROM b', 'small', 'large'),
      train: slow('all'),
      also: slow('small'),
      after: query('FROM a', 'train', 'also'),
    }),
  ),
)
await keep(
  'failed',
  await platform.start(
    specOf({ numbers: numbers(), wrong: query("SELECT error('no') AS n FROM a", 'numbers'), train: slow('wrong') }),
  ),
)
const waiting = await platform.start(specOf({ numbers: numbers(), train: slow('numbers', 'never') }))
await platform.until(waiting, async () => (await platform.step(waiting, 'train')).status === 'running')
await cancel(platform.as(platform.actor), { id: waiting })
await keep('cancelled', waiting)

await worker.close()
await close()
await Promise.all([platform.close(), server.close()])
process.exit()
