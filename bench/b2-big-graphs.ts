import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { connectOrchestrator, workflowId } from '../workflows/client.ts'
import { root, specOf, testPlatform } from '../workflows/testing/platform.ts'
import { testTemporal } from '../workflows/testing/temporal.ts'
import { durablePostgres } from './durable-postgres.ts'

// Runs of very many nodes, within what Temporal allows of a history, and the worker's memory meanwhile. See bench/README.md.
const sizes = process.argv.slice(2).map(Number)
const [postgres, temporal] = await Promise.all([durablePostgres(), testTemporal()])
const platform = await testPlatform(postgres.url)
const { client, close } = connectOrchestrator(temporal.address)
const worker = spawn(process.execPath, ['--max-semi-space-size=4', '--import', 'tsx', 'bench/b2/worker.ts'], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  env: {
    ...process.env,
    ...{ DATABASE_URL: platform.databaseUrl, ESPALIER_HOME: platform.home, ESPALIER_ROOT: root },
    ...{ TEMPORAL_ADDRESS: temporal.address, JUPYTER_URL: 'http://127.0.0.1:9', MALLOC_ARENA_MAX: '2' },
  },
})
process.once('exit', () => worker.kill('SIGKILL'))
await once(worker, 'message')
const megabytes = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${worker.pid}/status`, 'utf8'))?.[1]) / 1024

/** Twenty lanes side by side; each tenth step is one that Temporal has to hear of. */
function graph(nodes: number) {
  const lanes = 20
  const steps = Array.from({ length: nodes - 1 }, (_, index) => {
    const from = { rows: index < lanes ? 'numbers' : `step-${index - lanes}` }
    const isLong = Math.floor(index / lanes) % 10 === 9
    const long = { kind: 'training.slow', params: { diary: `${index}`, gate: '' }, from }
    return [`step-${index}`, isLong ? long : { kind: 'validation.pass', params: { salt: `${index}` }, from }] as const
  })
  return specOf({ numbers: { kind: 'etl.numbers', params: { salt: randomUUID() } }, ...Object.fromEntries(steps) })
}

/** Of each history that the run was spread over, how many events and bytes. */
async function histories(runId: string): Promise<{ events: number; kilobytes: number }[]> {
  const all: { events: number; kilobytes: number }[] = []
  for (let id: string | undefined; ; ) {
    const described = await client.workflow.getHandle(workflowId(runId), id).describe()
    const events = described.historyLength
    all.unshift({ events, kilobytes: Math.round((described.historySize ?? 0) / 1024) })
    const { events: told } = await client.workflowService
      .getWorkflowExecutionHistory({
        namespace: 'default',
        execution: { workflowId: workflowId(runId), runId: described.runId },
        maximumPageSize: 1,
      })
      .then(({ history }) => history ?? {})
    id = told?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined
    if (!id) return all
  }
}

for (const nodes of sizes.length > 0 ? sizes : [1000, 10_000]) {
  const memory: number[] = [megabytes()]
  const looking = setInterval(() => memory.push(megabytes()), 2000)
  const began = performance.now()
  const runId = await platform.start(graph(nodes))
  const { status } = await platform.ended(runId)
  const seconds = (performance.now() - began) / 1000
  clearInterval(looking)
  const { rows } = await platform.db.execute<{ done: number; again: number }>(sql`
    select count(*) filter (where status = 'done')::int as done, count(*) filter (where attempt > 1)::int as again
    from steps where run_id = ${runId}`)
  const tenth = Math.max(1, Math.floor(memory.length / 10))
  const curve = memory.filter((_, index) => index % tenth === 0).map(Math.round)
  const spread = await histories(runId)
  const longest = Math.max(...spread.map(({ events }) => events))
  console.log(
    `${nodes} nodes: ${status} in ${seconds.toFixed(1)} s, ${((seconds * 1000) / nodes).toFixed(1)} ms a node; ${rows[0]?.done} done, ${rows[0]?.again} tried again`,
  )
  console.log(`  ${spread.length} histories, the longest of ${longest} events:`, JSON.stringify(spread))
  console.log(`  the worker's memory over time, MB: ${curve.join(' ')}, at most ${Math.round(Math.max(...memory))}`)
  if (status !== 'done' || rows[0]?.done !== nodes) throw new Error('wrong answer: not all of it was done')
}

worker.kill('SIGTERM')
await once(worker, 'exit')
await close()
await Promise.all([platform.close(), temporal.close()])
await postgres.close()
process.exit()
