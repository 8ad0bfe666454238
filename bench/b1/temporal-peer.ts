import { fileURLToPath } from 'node:url'
import { Client, Connection } from '@temporalio/client'
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker'
import manifest from '../../package.json' with { type: 'json' }
import type { Subject } from '../measure.ts'

export async function temporalPeer(address: string): Promise<Subject & { close(): Promise<void> }> {
  const [connection, native] = await Promise.all([
    Connection.connect({ address }),
    NativeConnection.connect({ address }),
  ])
  const worker = await Worker.create({
    connection: native,
    taskQueue: 'peer',
    activities: { addOne: async (n: number) => n + 1 },
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('temporal-workflow.ts', import.meta.url)),
    }),
  })
  const running = worker.run()
  const client = new Client({ connection })
  return {
    name: 'temporal, 40 activities',
    version: manifest.dependencies['@temporalio/worker'],
    once: async (round) => {
      const started = { taskQueue: 'peer', workflowId: `forty-${process.pid}-${round}`, args: [round] }
      const n = (await client.workflow.execute('fortyActivities', started)) as number
      if (n !== round + 40) throw new Error(`wrong answer: ${n}`)
    },
    close: async () => {
      worker.shutdown()
      await running
      await Promise.all([connection.close(), native.close()])
    },
  }
}
