import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { durablePostgres } from './durable-postgres.ts'
import { absent, type Backend, mlflow, needs } from './m1/mlflow.ts'
import { ours } from './m1/ours.ts'
import { size } from './m1/seed.ts'
import { verify, works } from './m1/work.ts'
import { type Comparison, compare, report } from './measure.ts'

// What MLflow's clients ask most, of us and of MLflow's own server, over 30,000 runs. See bench/README.md.
const {
  values: { keep },
  positionals: [output, backends = 'postgresql,sqlite', only = ''],
} = parseArgs({ allowPositionals: true, options: { keep: { type: 'string' } } })
// What was started ends with us, also when we are stopped.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))
const database = await durablePostgres({ keep })

const starting = ours(database.url, size, keep)
const comparisons: (Comparison & { work: string; target: number })[] = []
for (const backend of ['postgresql', 'sqlite'] satisfies Backend[]) {
  if (!backends.includes(backend)) continue
  const reason = await absent(needs[backend])
  if (reason) {
    console.log(`SKIPPED MLflow on ${backend}: ${reason}`)
    continue
  }
  const [own, peer] = await Promise.all([starting, mlflow(backend, database.url, size, keep)])
  await verify(own, peer, size)
  for (const { name, target, unit, per, of } of works(size)) {
    if (!new RegExp(only).test(name)) continue
    // Short rounds and many: the machine's own pace changes within seconds.
    const comparison = await compare(of(own), of(peer), { unit, per, pairs: 25, warmUp: 3 })
    const times = 1 / comparison.ratio.ratio
    console.log(`${name}: ${times.toFixed(1)} times as fast (target ${target})\n  ${report(comparison)}`)
    comparisons.push({ work: name, target, ...comparison })
    if (output) await writeFile(output, `${JSON.stringify(comparisons, undefined, 1)}\n`)
  }
  await peer.close()
}
await (await starting).close()
await database.close()
