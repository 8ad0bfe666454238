import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { lateFlights } from './b7/late-flights.ts'
import { bareChain, bareFused, throughTables } from './b7/subjects.ts'
import { type Comparison, compare, report } from './measure.ts'

// The table steps of the Late flights template, node by node, against the same SQL in bare DuckDB. See bench/README.md.
const chain = await lateFlights()
const ours = await throughTables(chain)
const bare = await bareChain(chain)
const fused = await bareFused(chain)

const digest = async (subject: typeof ours) => {
  await subject.once(0)
  return createHash('sha256').update(readFileSync(subject.output)).digest('hex')
}
const [expected, ...others] = [await digest(bare), await digest(ours), await digest(fused)]
for (const [index, other] of others.entries())
  if (other !== expected) throw new Error(`not the same bytes: ${[ours, fused][index]?.name}`)

const comparisons: Comparison[] = []
for (const peer of [bare, fused]) {
  const comparison = await compare(ours, peer, { unit: 'ms' })
  console.log(report(comparison))
  comparisons.push(comparison)
}
const output = process.argv[2]
if (output) await writeFile(output, `${JSON.stringify(comparisons, undefined, 1)}\n`)

for (const { close } of [ours, bare, fused]) await close()
process.exit()
