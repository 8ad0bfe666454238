import { identifier, literal, type SqlText, sql } from '#pipeline/sql.ts'
import { inRowOrder, rowNumber } from '../../in-row-order.ts'
import type { InputTable } from '../../input-table.ts'

export type SplitMethod = { by: 'random' } | { by: 'stratified' | 'time' | 'group'; column: SqlText }

interface Division extends InputTable {
  /** Of the new column. */
  name: string
  seed: number
  shares: { train: number; validation: number }
}

/** The rows of a view in their order, with one column more at the end: 'train', 'validation' or 'test'. */
export function splitBy(method: SplitMethod, division: Division): SqlText {
  const { view, seed, shares } = division
  const number = rowNumber(division.columns)
  const name = identifier(division.name)
  const train = literal(shares.train)
  const learned = literal(shares.train + shares.validation)
  const partOf = (position: SqlText): SqlText =>
    sql`CASE WHEN ${position} <= ${train} THEN 'train' WHEN ${position} <= ${learned} THEN 'validation' ELSE 'test' END AS ${name}`

  switch (method.by) {
    case 'random':
      return sql`SELECT * EXCLUDE (${number}), ${partOf(chance(number, seed))} FROM ${division.numbered(number)}`
    case 'stratified': {
      const luck = (of: SqlText) => chance(of, seed)
      const inOrder = sql`list_sort(list(${luck(number)}))`
      const upTo = (share: SqlText) => sql`${inOrder}[ceil(count(*) * ${share} - 0.5)::BIGINT]`
      const classes = sql`(SELECT ${method.column} AS class, ${upTo(train)} AS train, ${upTo(learned)} AS learned FROM ${division.numbered(number)} GROUP BY ${method.column})`
      return inRowOrder(
        division,
        (rows, number) =>
          sql`SELECT rows.*, CASE WHEN ${luck(sql`rows.${number}`)} <= classes.train THEN 'train' WHEN ${luck(sql`rows.${number}`)} <= classes.learned THEN 'validation' ELSE 'test' END AS ${name} FROM ${rows} AS rows JOIN ${classes} AS classes ON rows.${method.column} IS NOT DISTINCT FROM classes.class`,
      )
    }
    case 'time': {
      const cut = sql`(SELECT quantile_disc(${method.column}, [${train}, ${learned}]) AS cut FROM ${view})`
      return inRowOrder(
        division,
        (rows) =>
          sql`SELECT rows.*, CASE WHEN rows.${method.column} >= cuts.cut[2] THEN 'test' WHEN rows.${method.column} >= cuts.cut[1] THEN 'validation' ELSE 'train' END AS ${name} FROM ${rows} AS rows, ${cut} AS cuts`,
      )
    }
    case 'group': {
      // Groups are dealt to the test part first: it is not empty however few they are.
      const dealt = sql`sum(count(*)) OVER (ORDER BY ${chance(method.column, seed)}, ${method.column}) - count(*)`
      const groups = sql`(SELECT ${method.column} AS member, 1 - (${dealt}) / sum(count(*)) OVER () AS position FROM ${view} GROUP BY ${method.column})`
      return inRowOrder(
        division,
        (rows) =>
          sql`SELECT rows.*, ${partOf(sql`groups.position`)} FROM ${rows} AS rows JOIN ${groups} AS groups ON rows.${method.column} IS NOT DISTINCT FROM groups.member`,
      )
    }
  }
}

/** A number in [0, 1) that depends on a value and the seed only. */
const chance = (value: SqlText, seed: number): SqlText =>
  sql`(hash(xor(hash(${value}), hash(${literal(seed)}::BIGINT))) / 18446744073709551616::DOUBLE)`
