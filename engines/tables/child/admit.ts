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
  if (!withoutComments(text).trim()) throw notOne(0)
  try {
    const statements = await connection.extractStatements(text)
    if (statements.count !== 1) throw notOne(statements.count)
    const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [text])
    const tree = JSON.parse(String(reader.getRows()[0]?.[0])) as { error: boolean; error_message?: string }
    if (tree.error) throw notSelect(firstWord(text), tree.error_message ?? '')
    for (const name of tableFunctions(tree))
      if (!admitted.has(name))
        throw new Fault('INVALID_INPUT', `not allowed in a query: ${name}`, {
          hint: `table functions that are allowed: ${[...admitted].join(', ')}`,
        })
  } catch (thrown) {
    throw refused(text, engineFault(thrown, []))
  }
}

const allowed = 'only a single SELECT is allowed; it may have subqueries and WITH'

const notOne = (count: number, second = '') =>
  new Fault(
    'INVALID_INPUT',
    count === 0 ? 'the query is empty' : `not one SELECT: ${second || `${count} statements`}`,
    {
      hint: count === 0 ? 'write one SELECT' : `${allowed}; take out the semicolon and what follows it`,
    },
  )

const notSelect = (met: string, reason: string) =>
  new Fault('INVALID_INPUT', `not a SELECT: ${/only select/i.test(reason) || !reason ? met : reason}`, {
    hint: `${allowed}. It cannot change settings, load extensions, attach databases or write files`,
  })

const statements = new Set(
  `ALTER ANALYZE ATTACH BEGIN CALL CHECKPOINT COMMENT COMMIT COPY CREATE DEALLOCATE DELETE DETACH DROP EXECUTE EXPLAIN EXPORT
  FORCE IMPORT INSERT INSTALL LOAD MERGE PRAGMA PREPARE RESET ROLLBACK SET TRUNCATE UPDATE USE VACUUM`.split(/\s+/),
)

/** What a person wrote comes in brackets, where any other statement is but a syntax error to the engine. */
function refused(text: string, fault: Fault): Fault {
  if (!/^syntax error/i.test(fault.message)) return fault
  const first = firstWord(text)
  if (statements.has(first)) return notSelect(first, '')
  const second = /at or near ";"/.test(fault.message) && /;\s*([a-z]+)/i.exec(withoutComments(text))?.[1]?.toUpperCase()
  return second ? notOne(2, second) : fault
}

/** The word that a statement is known by, such as ATTACH. */
const firstWord = (text: string): string =>
  /[a-z]+/i.exec(withoutComments(text))?.[0].toUpperCase() ?? 'a statement without a name'

const withoutComments = (text: string): string => text.replace(/--.*|\/\*[\s\S]*?\*\//g, '')

function* tableFunctions(tree: unknown): Generator<string> {
  if (tree === null || typeof tree !== 'object') return
  if ('type' in tree && tree.type === 'TABLE_FUNCTION') {
    const call = 'function' in tree ? (tree.function as { function_name?: string }) : {}
    yield String(call.function_name).toLowerCase()
  }
  for (const part of Object.values(tree)) yield* tableFunctions(part)
}
