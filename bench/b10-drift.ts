import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { bareBinning, pythonSubject } from './b10/subjects.ts'
import { makeTables } from './b10/tables.ts'
import { type Comparison, compare, report } from './measure.ts'

// Drift of a table of a million rows and fifty columns against as large a reference. See bench/README.md.
const [output, rows = '1000000', peers = 'duckdb,evidently'] = process.argv.slice(2)
const python = process.env.ESPALIER_PYTHON ?? 'python3'
const tables = await makeTables(Number(rows))
const ours = pythonSubject(python, 'bench/b10/ours.py', { name: 'monitor.drift', version: 'this checkout', tables })

const comparisons: Comparison[] = []
const tell = (comparison: Comparison) => {
  console.log(report(comparison))
  comparisons.push(comparison)
}
if (peers.includes('duckdb')) tell(await compare(ours, bareBinning(tables)))
if (peers.includes('evidently')) {
  const version = versionOfEvidently()
  if (typeof version === 'string' && process.env.EVIDENTLY_PYTHON) {
    const named = { name: 'Evidently', version, tables }
    const evidently = pythonSubject(process.env.EVIDENTLY_PYTHON, 'bench/b10/evidently_drift.py', named)
    // It takes so long that three pairs must do.
    tell(await compare(ours, evidently, { pairs: 3, warmUp: 1 }))
    console.log(`memory at most: Evidently ${evidently.peak().toFixed(0)} MB`)
    evidently.close()
  } else console.log('SKIPPED Evidently: EVIDENTLY_PYTHON names no Python that has it')
}
console.log(`memory at most: ours ${ours.peak().toFixed(0)} MB`)
ours.close()
if (output) await writeFile(output, `${JSON.stringify(comparisons, undefined, 1)}\n`)
process.exit()

function versionOfEvidently(): string | undefined {
  try {
    const code = 'import importlib.metadata as m; print(m.version("evidently"))'
    return execFileSync(process.env.EVIDENTLY_PYTHON ?? 'python3', ['-c', code], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim()
  } catch {
    return undefined
  }
}
