import { DBOS } from '@dbos-inc/dbos-sdk'
import manifest from '../../package.json' with { type: 'json' }
import type { Subject } from '../measure.ts'

export async function dbosPeer(postgresUrl: string): Promise<Subject & { close(): Promise<void> }> {
  const url = new URL(postgresUrl)
  url.pathname = '/dbos'
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl: url.href, runAdminServer: false, logLevel: 'error' })
  const forty = DBOS.registerWorkflow(
    async (start: number) => {
      let n = start
      for (let step = 0; step < 40; step++) {
        const before = n
        n = await DBOS.runStep(async () => before + 1, { name: `step-${step}` })
      }
      return n
    },
    { name: 'forty' },
  )
  await DBOS.launch()
  return {
    name: 'dbos, 40 steps',
    version: manifest.devDependencies['@dbos-inc/dbos-sdk'],
    once: async (round) => {
      const n = await (await DBOS.startWorkflow(forty)(round)).getResult()
      if (n !== round + 40) throw new Error(`wrong answer: ${n}`)
    },
    close: () => DBOS.shutdown(),
  }
}
