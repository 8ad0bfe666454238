import { z } from 'zod'
import type { Column, Role } from '#pipeline/columns.ts'
import { defineNode } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { columnName, columnNames, seed } from '#pipeline/params.ts'
import { table } from '#pipeline/ports/index.ts'
import { identifier, list, type SqlText, sql } from '#pipeline/sql.ts'
import { freeName, requireColumns } from '../../column-names.ts'
import { inputTable } from '../../input-table.ts'
import { type SplitMethod, splitBy } from './split-by.ts'

const share = (usual: number, title: string, description: string) =>
  z.number().gt(0).lt(1).default(usual).meta({ title, description })

const params = z.object({
  target: columnName({ of: 'rows', role: 'target' })
    .optional()
    .meta({ title: 'Target', description: 'The column that a model is to predict.' }),
  method: z
    .enum(['random', 'stratified', 'time', 'group'])
    .default('random')
    .meta({ title: 'Divide', description: 'How rows are dealt out to the three parts.' }),
  time: columnName({ of: 'rows', role: 'time' })
    .optional()
    .meta({
      title: 'Time',
      description: 'Early rows train, late rows test.',
      when: { param: 'method', is: ['time'] },
    }),
  group: columnName({ of: 'rows', role: 'group' })
    .optional()
    .meta({
      title: 'Group',
      description: 'Rows that belong together, such as all visits of one patient, stay in one part.',
      when: { param: 'method', is: ['group'] },
    }),
  train: share(0.7, 'Train share', 'Part of the rows to learn from.'),
  validation: share(
    0.15,
    'Validation share',
    'Part of the rows to choose settings by. The rest is for the final test.',
  ),
  ids: columnNames({ of: 'rows' })
    .default([])
    .meta({ title: 'Identifiers', description: 'Columns that only name a row. Models do not look at them.' }),
  seed: seed().meta({ description: 'The same seed deals the same rows to the same parts.' }),
})

export default defineNode({
  kind: 'feature.split',
  version: 1,
  title: 'Split',
  doc: `Marks each row as one to train on, to validate on or to test on. No row leaves the table: a new column says which part it is in, and
everything after this node keeps to it. A model learns from the training rows only and is judged on test rows it has never seen.

- **random** deals rows out by chance;
- **stratified** does so within each class of the target, so that a rare class is found in all parts;
- **time** learns from the past and tests on the latest rows, as it will be in use. Rows without a time go to training;
- **group** keeps rows of one group together, so that a model cannot recognise a customer it was tested on.

Here you also say what the columns are: the target to predict, and identifiers that are no features.`,
  params,
  splits: true,
  inputs: { rows: table('The table to divide.') },
  outputs: { rows: table('The same rows, with a column that says which part each is in.') },
  summary: ({ method, train, validation, target }) =>
    `${percent(train)} train, ${percent(validation)} validation, ${percent(1 - train - validation)} test, ${words[method]}${target ? `; target ${target}` : ''}`,
  sql: ({ params, inputs }) => {
    const { view, columns, numbered } = inputTable(inputs, 'rows')
    for (const [param, names] of Object.entries(roleColumns(params))) requireColumns(columns, names.columns, param)
    checkShares(params)
    const kept = columns.filter(({ role }) => role !== 'split')
    const former = columns.filter(({ role }) => role === 'split').map(({ name }) => identifier(name))
    const without = (source: SqlText) =>
      former.length ? sql`(SELECT * EXCLUDE (${list(former)}) FROM ${source})` : source
    const rows = {
      view: without(view),
      columns: kept,
      numbered: (number: SqlText) => without(numbered(number)),
    }
    const name = freeName(
      'split',
      kept.map((column) => column.name),
    )
    return splitBy(methodOf(params, kept), { ...rows, name, seed: params.seed, shares: params })
  },
  assignRoles: (params, columns) => {
    const roles = new Map<string, Role>()
    for (const { role, columns: names } of Object.values(roleColumns(params)))
      for (const column of names) {
        if (roles.has(column))
          throw new Fault('INVALID_INPUT', `two roles for one column: ${column}`, { at: { param: role, column } })
        roles.set(column, role)
      }
    const unique = new Set(roles.values())
    return columns.map((column, index) => {
      if (index === columns.length - 1) return { ...column, role: 'split' }
      const role = roles.get(column.name)
      if (role) return { ...column, role }
      const { role: carried, ...bare } = column
      return carried && carried !== 'id' && unique.has(carried) ? bare : column
    })
  },
  example: { params: { target: 'species', method: 'stratified', ids: ['tag'] }, inputs: { rows: 'penguins' } },
})

type Params = z.output<typeof params>

const percent = (part: number) => `${Math.round(part * 100)} %`

const words = {
  random: 'at random',
  stratified: 'evenly within each class',
  time: 'the latest rows last',
  group: 'groups kept together',
} as const satisfies Record<SplitMethod['by'], string>

const roleColumns = ({ target, ids, time, group }: Params): Record<string, { role: Role; columns: string[] }> => ({
  target: { role: 'target', columns: target ? [target] : [] },
  ids: { role: 'id', columns: ids },
  time: { role: 'time', columns: time ? [time] : [] },
  group: { role: 'group', columns: group ? [group] : [] },
})

function checkShares({ train, validation }: Params): void {
  if (train + validation > 0.999)
    throw new Fault('INVALID_INPUT', `nothing left to test on: ${percent(train)} and ${percent(validation)} are all`, {
      at: { param: 'validation' },
      hint: 'make the training or the validation share smaller',
    })
}

function methodOf({ method, target, time, group }: Params, columns: Column[]): SplitMethod {
  const needed = { random: '', stratified: target, time, group }[method]
  if (needed === undefined) {
    const param = method === 'stratified' ? 'target' : method
    throw new Fault('INVALID_INPUT', `not set: ${param}`, { at: { param }, hint: `choose the ${param} column` })
  }
  const type = columns.find(({ name }) => name === needed)?.type ?? ''
  if (method === 'stratified' && /^(FLOAT|DOUBLE|DECIMAL)/.test(type))
    throw new Fault('INVALID_INPUT', `no classes to divide within: ${needed} is ${type}`, {
      at: { param: 'method', column: needed },
      hint: 'divide at random, or by time',
    })
  return method === 'random' ? { by: 'random' } : { by: method, column: identifier(needed) }
}
