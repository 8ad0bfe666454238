import type { Column } from '#pipeline/columns.ts'
import type { ModelInput, Signature } from '#pipeline/ports/model.ts'
import type { WindowRow } from './pages-of.ts'

export interface WindowColumn extends Column {
  read(row: WindowRow): unknown
}

/** `predictions`: with what was answered, and the target where it is known; `labels`: as rows to train on. */
export type WindowShape = 'predictions' | 'labels'

/** The columns of a model, then what it answered or should have; a name that a column has already gets an underscore. */
export function columnsOf(
  { task, target, inputs, classes = [] }: Signature,
  shape: WindowShape = 'predictions',
): WindowColumn[] {
  const columns: WindowColumn[] = inputs.flatMap(({ name, type }) =>
    type === 'image' ? [] : [{ name, type: types[type], read: ({ inputs: row }) => valueAs(type, row[name]) }],
  )
  // DuckDB does not tell `Age` from `age`.
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()))
  const add = (wanted: string, column: Omit<WindowColumn, 'name'>) => {
    let name = wanted
    while (taken.has(name.toLowerCase())) name += '_'
    taken.add(name.toLowerCase())
    columns.push({ name, ...column })
  }
  const answer = task === 'regression' ? 'number' : 'text'
  if (shape === 'predictions') {
    add('prediction', { type: types[answer], read: ({ output }) => valueAs(answer, output.prediction) })
    for (const name of classes)
      add(`probability of ${name}`, {
        type: 'DOUBLE',
        read: ({ output }) => valueAs('number', probabilities(output)[name]),
      })
    add('version', { type: 'BIGINT', role: 'group', read: ({ version }) => version })
  }
  add(target, { type: types[answer], role: 'target', read: ({ label }) => valueAs(answer, label) })
  add('at', { type: 'TIMESTAMP', role: 'time', read: ({ at }) => at.toISOString().replace('Z', '') })
  add('prediction_id', { type: 'VARCHAR', role: 'id', read: ({ id }) => id })
  return columns
}

/** By place, because names of columns may differ in case only. */
export const rowAs = (columns: WindowColumn[], row: WindowRow): Record<string, unknown> =>
  Object.fromEntries(columns.map(({ read }, place) => [`c${place}`, read(row) ?? null]))

type Scalar = Exclude<ModelInput['type'], 'image'>

const types = { number: 'DOUBLE', integer: 'BIGINT', boolean: 'BOOLEAN', text: 'VARCHAR' } as const satisfies Record<
  Scalar,
  string
>

/** What does not fit its column is missing: one odd row of long ago must not stop a monitor. */
function valueAs(type: Scalar, value: unknown): unknown {
  if (value === null || value === undefined) return null
  switch (type) {
    case 'number':
      return typeof value === 'number' || typeof value === 'boolean' ? Number(value) : null
    case 'integer':
      return Number.isSafeInteger(Number(value)) && typeof value !== 'string' ? Number(value) : null
    case 'boolean':
      return typeof value === 'boolean' ? value : null
    case 'text':
      return String(value)
  }
}

const probabilities = ({ probabilities }: WindowRow['output']): Record<string, unknown> =>
  typeof probabilities === 'object' && probabilities !== null ? (probabilities as Record<string, unknown>) : {}
