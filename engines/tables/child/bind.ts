import { identifier, list, SqlText, sql } from '#pipeline/sql.ts'
import type { Jobs, Limits } from '../requests.ts'
import { admit } from './admit.ts'
import { columnsOf } from './columns-of.ts'
import { type Engine, openEngine } from './engine.ts'

let opened: Promise<Engine> | undefined

export const binderEngine = (limits: Limits): Promise<Engine> => {
  opened ??= openEngine([], limits)
  return opened
}

/** In one engine for the life of the child: a transaction that is rolled back leaves nothing for the next. */
export async function bind({ sql: text, tables }: Jobs['bind']['request'], limits: Limits) {
  const engine = await binderEngine(limits)
  await admit(engine.connection, text)
  await engine.run(sql`BEGIN`)
  try {
    for (const [name, columns] of Object.entries(tables)) {
      const typed = columns.map((column) => sql`${identifier(column.name)} ${new SqlText(column.type)}`)
      await engine.run(sql`CREATE TEMP TABLE ${identifier(name)} (${list(typed)})`)
    }
    return await columnsOf(engine, new SqlText(`(${text}\n)`))
  } finally {
    await engine.run(sql`ROLLBACK`)
  }
}
