import { writeFile } from 'node:fs/promises'
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker'
import { testPlatform } from '../workflows/testing/platform.ts'
import { testTemporal } from '../workflows/testing/temporal.ts'
import { testWorker } from '../workflows/testing/worker.ts'
import { dbosPeer } from './b1/dbos-peer.ts'
import { passNodes, reusedNodes, sqlNodes } from './b1/espalier.ts'
import { temporalPeer } from './b1/temporal-peer.ts'
import { durablePostgres } from './durable-postgres.ts'
import { type Comparison, compare, report } from './measure.ts'

// Forty trivial nodes in a row, time per node, against forty activities and forty durable steps. See bench/README.md.
const filter = makeTelemetryFilterString({ core: 'ERROR' })
Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter } } })
const [postgres, temporal] = await Promise.all([durablePostgres(), testTemporal()])
const platform = await testPlatform(postgres.url)
const worker = await testWorker(platform, temporal)
const peers = [await temporalPeer(temporal.address), await dbosPeer(postgres.url)]

const comparisons: Comparison[] = []
for (const ours of [passNodes(platform), await reusedNodes(platform), sqlNodes(platform)])
  for (const peer of peers) {
    const comparison = await compare(ours, peer, { unit: 'ms a node', per: 40 })
    console.log(report(comparison))
    comparisons.push(comparison)
  }
const output = process.argv[2]
if (output) await writeFile(output, `${JSON.stringify(comparisons, undefined, 1)}\n`)

await Promise.all(peers.map(({ close }) => close()))
await worker.close()
await Promise.all([platform.close(), temporal.close()])
await postgres.close()
process.exit()
