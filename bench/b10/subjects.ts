import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Subject } from '../measure.ts'
import { integers, numbers, shifted, type Tables, texts } from './tables.ts'

interface Told {
  ms: number
  peak: number
  /** Names of columns that drifted. */
  drifted: string[]
}

export interface PythonSubject extends Subject {
  /** Largest resident memory so far, in megabytes. */
  peak(): number
  close(): void
}

/** A Python that is open already, as a kernel is: a line with both tables in, a line with what it took out. */
export function pythonSubject(
  python: string,
  script: string,
  { name, version, tables }: { name: string; version: string; tables: Tables },
): PythonSubject {
  const child = spawn(python, [script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, PYTHONPATH: 'engines/python' },
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let peak = 0
  return {
    name,
    version,
    once: async (round) => {
      child.stdin.write(`${JSON.stringify([tables.then, tables.now[round % tables.now.length]])}\n`)
      const { value } = await lines.next()
      const told = JSON.parse(value ?? '{}') as Told
      peak = told.peak
      const missed = shifted.filter((column) => !told.drifted?.includes(column))
      if (missed.length > 0 || told.drifted.length !== shifted.length)
        throw new Error(`${name} finds other columns: ${told.drifted}`)
      return told.ms
    },
    peak: () => peak,
    close: () => child.stdin.end(),
  }
}

const bins = 21

/** The least there is to do: both tables in bins, by one statement each, after one for the ends. Counts are added up. */
export function bareBinning({ then, now, connection }: Tables): Subject {
  const all = async (sql: string) => (await connection.runAndReadAll(sql)).getRows()
  const counted = [...numbers, ...integers]
  return {
    name: 'bare DuckDB binning',
    version: '1.5.6',
    once: async (round) => {
      const start = performance.now()
      const paths = [then, now[round % now.length] ?? '']
      const ends = await all(
        `SELECT ${counted.map((column) => `min(${column}), max(${column})`).join(', ')} FROM read_parquet([${paths.map((path) => `'${path}'`).join(', ')}])`,
      )
      const edges = counted.map((_, place) => {
        const [low, high] = [Number(ends[0]?.[2 * place]), Number(ends[0]?.[2 * place + 1])]
        return Array.from({ length: bins }, (_, bin) => low + ((bin + 1) * (high - low)) / bins)
      })
      const binned = counted.map((column, place) => `histogram(${column}, [${edges[place]}]::DOUBLE[])`)
      for (const path of paths) {
        const [row = []] = await all(
          `SELECT ${[...binned, ...texts.map((column) => `histogram(${column})`)].join(', ')}, count(*) FROM '${path}'`,
        )
        for (const found of row.slice(0, -1)) {
          const entries = (found as { entries: { value: bigint }[] }).entries
          const sum = entries.reduce((total, { value }) => total + Number(value), 0)
          if (Math.abs(sum - Number(row.at(-1))) > 2) throw new Error(`lost rows: ${sum} of ${row.at(-1)}`)
        }
      }
      return performance.now() - start
    },
  }
}
