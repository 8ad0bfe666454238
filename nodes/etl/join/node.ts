import { z } from 'zod'
import { type Column, typeFamily } from '#pipeline/columns.ts'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { columnNames } from '#pipeline/params.ts'
import { table } from '#pipeline/ports/index.ts'
import { identifier, list, SqlText, sql } from '#pipeline/sql.ts'
import { freeName, requireColumns } from '../../column-names.ts'
import { rowNumber } from '../../in-row-order.ts'
import { inputTable } from '../../input-table.ts'

const ways = {
  inner: 'rows with a match on both sides',
  left: 'all rows of the left table',
  full: 'all rows of both tables',
  anti: 'left rows without a match',
  semi: 'left rows with a match',
} as const

export default defineNode({
  kind: 'etl.join',
  version: 1,
  title: 'Join',
  doc: `Puts two tables side by side where their key columns are equal. To each row of the left table come the columns of the rows of the
right table that bear the same key.

How to join: *inner* keeps rows that found a partner, *left* keeps every row of the left table (its new columns are empty where no
partner was found), *full* keeps every row of both, *semi* and *anti* only choose rows of the left table, with or without a partner.
The rows stay in the order of the left table. When several right rows bear the same key, the left row appears once for each of them.`,
  params: z.object({
    leftKeys: columnNames({ of: 'left' })
      .min(1)
      .meta({ title: 'Left key', description: 'Columns of the left table that say which rows belong together.' }),
    rightKeys: columnNames({ of: 'right' })
      .min(1)
      .meta({ title: 'Right key', description: 'The matching columns of the right table, in the same order.' }),
    how: z
      .enum(['inner', 'left', 'full', 'anti', 'semi'])
      .default('inner')
      .meta({ title: 'Keep', description: 'Which rows to keep when one side has no match.' }),
    suffix: z
      .string()
      .min(1)
      .default('_right')
      .meta({ title: 'Suffix', description: 'Goes behind the name of a right column that the left table has too.' }),
  }),
  inputs: { left: table('The table whose rows are kept in order.'), right: table('The table to look up in.') },
  outputs: { rows: table('The joined table.') },
  summary: ({ how, leftKeys, rightKeys }) =>
    `${ways[how]}, where ${leftKeys.map((key, index) => `${key} = ${rightKeys[index] ?? '?'}`).join(' and ')}`,
  sql: ({ params, inputs }) => {
    const left = inputTable(inputs, 'left')
    const right = inputTable(inputs, 'right')
    checkKeys(params, left.columns, right.columns)
    const number = rowNumber([...left.columns, ...right.columns])
    const columns = params.how === 'anti' || params.how === 'semi' ? ofLeft(left.columns) : ofBoth(params, left, right)
    const orders = columns.right ? ['l', 'r'] : ['l']
    const on = params.leftKeys.map(
      (key, index) => sql`${ofTable('l', key)} = ${ofTable('r', params.rightKeys[index] ?? '')}`,
    )
    const order = orders.map((side) => sql`${new SqlText(side)}.${number} NULLS LAST`)
    return sql`SELECT ${list(columns.select)} FROM ${left.numbered(number)} AS l ${joins[params.how]} ${right.numbered(number)} AS r ON ${list(on, ' AND ')} ORDER BY ${list(order)}`
  },
  example: {
    params: { leftKeys: ['island'], rightKeys: ['name'], how: 'left' },
    inputs: { left: 'penguins', right: 'islands' },
  },
})

const joins = {
  inner: new SqlText('JOIN'),
  left: new SqlText('LEFT JOIN'),
  full: new SqlText('FULL JOIN'),
  anti: new SqlText('ANTI JOIN'),
  semi: new SqlText('SEMI JOIN'),
}

interface Keys {
  leftKeys: string[]
  rightKeys: string[]
}

const ofTable = (side: 'l' | 'r', name: string): SqlText => sql`${new SqlText(side)}.${identifier(name)}`

const ofLeft = (left: Column[]): { select: SqlText[]; right: Column[] | undefined } => ({
  select: left.map(({ name }) => ofTable('l', name)),
  right: undefined,
})

/** All left columns, then the right ones but its keys; in a full join the key comes from whichever side has it. */
function ofBoth(
  { leftKeys, rightKeys, how, suffix }: Keys & { how: string; suffix: string },
  left: { columns: Column[] },
  right: { columns: Column[] },
): { select: SqlText[]; right: Column[] | undefined } {
  const taken = left.columns.map(({ name }) => name)
  const fromLeft = left.columns.map(({ name }) => {
    const key = rightKeys[leftKeys.indexOf(name)]
    return how === 'full' && key !== undefined
      ? sql`coalesce(${ofTable('l', name)}, ${ofTable('r', key)}) AS ${identifier(name)}`
      : ofTable('l', name)
  })
  const fromRight = right.columns
    .filter(({ name }) => !rightKeys.includes(name))
    .map(({ name }) => {
      const free = freeName(name, taken, suffix)
      taken.push(free)
      return sql`${ofTable('r', name)} AS ${identifier(free)}`
    })
  return { select: [...fromLeft, ...fromRight], right: right.columns }
}

function checkKeys({ leftKeys, rightKeys }: Keys, left: Column[], right: Column[]): void {
  if (leftKeys.length !== rightKeys.length)
    throw new Fault('INVALID_INPUT', `not as many right keys as left keys: ${rightKeys.length}`, {
      at: { param: 'rightKeys' },
      hint: `choose ${leftKeys.length}`,
    })
  requireColumns(left, leftKeys, 'leftKeys')
  requireColumns(right, rightKeys, 'rightKeys')
  for (const [index, key] of leftKeys.entries()) {
    const types = [
      left.find(({ name }) => name === key)?.type,
      right.find(({ name }) => name === rightKeys[index])?.type,
    ]
    const [a, b] = types.map((type) => comparable(type ?? ''))
    if (a !== b)
      throw new Fault(
        'BAD_DATA',
        `keys of different types: ${key} is ${types[0]}, ${rightKeys[index]} is ${types[1]}`,
        {
          at: { param: 'rightKeys', column: rightKeys[index] ?? '' },
          hint: 'correct one of the types where its file is loaded, or derive a column of the other type',
        },
      )
  }
}

const comparable = (type: string): string => {
  const family = typeFamily(type)
  return family === 'integer' ? 'number' : family
}
