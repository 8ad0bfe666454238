import type { DuckDBConnection } from '@duckdb/node-api'
import { Fault } from '#pipeline/fault.ts'
import { engineFault } from './engine-fault.ts'

/** Table functions that only read what a query was given. All others are refused: some write files or run text as SQL. */
const admitted = new Set([
  'generate_series',
  'json_each',
  'json_tree',
  'range',
  'read_csv',
  'read_json',
  'read_parquet',
  'repeat',
  'unnest',
])

/** Lets exactly one SELECT through. Faults: INVALID_INPUT for any other statement and for functions with effects; BAD_DATA where it does not parse. */
export async function admit(connection: DuckDBConnection, text: string): Promise<void> {
  if (!text.replace(/--.*|\/\*[\s\S]*?\*\//g, '').trim()) throw notOne(0)
  try {
    const statements = await connection.extractStatements(text)
    if (statements.count !== 1) throw notOne(statements.count)
    const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [text])
    const tree = JSON.parse(String(reader.getRows()[0]?.[0])) as { error: boolean; error_message?: string }
    if (tree.error) throw notSelect(tree.error_message ?? '')
    for (const name of tableFunctions(tree))
      if (!admitted.has(name))
        throw new Fault('INVALID_INPUT', `not allowed in a query: ${name}`, {
          hint: `table functions that are allowed: ${[...admitted].join(', ')}`,
        })
  } catch (thrown) {
    throw engineFault(thrown, [])
  }
}

const notOne = (count: number) =>
  new Fault('INVALID_INPUT', `not one SELECT: ${count} statements`, {
    hint: 'write one SELECT; it may have subqueries',
  })

const notSelect = (reason: string) =>
  new Fault('INVALID_INPUT', `not a SELECT${/only select/i.test(reason) || !reason ? '' : `: ${reason}`}`, {
    hint: 'a query selects; it cannot change settings, load extensions, attach databases or write files',
  })

function* tableFunctions(tree: unknown): Generator<string> {
  if (tree === null || typeof tree !== 'object') return
  if ('type' in tree && tree.type === 'TABLE_FUNCTION') {
    const call = 'function' in tree ? (tree.function as { function_name?: string }) : {}
    yield String(call.function_name).toLowerCase()
  }
  for (const part of Object.values(tree)) yield* tableFunctions(part)
}
