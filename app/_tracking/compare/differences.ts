import { bestOf } from '#pipeline/better.ts'
import { type Measured, measured } from '../figures.ts'

export interface ComparedRun {
  status: string
  kind: string
  userName: string
  startedAt: number
  endedAt: number | null
  params: readonly { key: string; value: string }[]
  metrics: readonly { key: string; value: Measured }[]
  tags: readonly { key: string; value: string }[]
  datasets: readonly { name: string; digest: string }[]
}

export interface Difference<T> {
  key: string
  /** One for each run; null where it has none. */
  values: (T | null)[]
  /** Places of the best. */
  best: number[]
}

export interface Compared<T> {
  differing: Difference<T>[]
  equal: Difference<T>[]
}

interface Pair<T> {
  key: string
  value: T
}

function compared<T>(sides: readonly (readonly Pair<T>[])[], best: (key: string, values: (T | null)[]) => number[]) {
  const maps = sides.map((pairs) => new Map(pairs.map(({ key, value }) => [key, value])))
  const keys = [...new Set(sides.flatMap((pairs) => pairs.map(({ key }) => key)))].sort()
  const rows = keys.map((key) => {
    const values = maps.map((map) => map.get(key) ?? null)
    return { key, values, best: best(key, values) }
  })
  const differs = ({ values }: Difference<T>) => values.some((value) => value !== values[0])
  return { differing: rows.filter(differs), equal: rows.filter((row) => !differs(row)) }
}

const noBest = () => []

/** Runs side by side: what differs, what is the same, and which metric is best where. */
export function compareRuns(runs: readonly ComparedRun[]) {
  const about = (run: ComparedRun): Pair<string>[] => {
    const tag = (key: string) => run.tags.find((one) => one.key === key)?.value
    const facts = {
      status: run.status,
      kind: run.kind,
      by: run.userName,
      from: tag('mlflow.source.name'),
      commit: tag('mlflow.source.git.commit'),
      environment: tag('espalier.environment'),
      data: run.datasets.map(({ name, digest }) => `${name} ${digest}`).join(', '),
    }
    return Object.entries(facts).flatMap(([key, value]) => (value ? [{ key, value }] : []))
  }
  const tags = (run: ComparedRun) => run.tags.filter(({ key }) => !/^(mlflow|espalier)\./.test(key))
  return {
    params: compared(
      runs.map(({ params }) => params),
      noBest,
    ),
    metrics: compared(
      runs.map(({ metrics }) => metrics.map(({ key, value }) => ({ key, value: measured(value) }))),
      (key, values) => bestOf(key, values),
    ),
    about: compared(runs.map(about), noBest),
    tags: compared(runs.map(tags), noBest),
  }
}
