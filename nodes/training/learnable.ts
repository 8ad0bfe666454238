import { type Column, columnOf, columnWithRole, featureColumns, typeFamily } from '#pipeline/columns.ts'
import { Fault } from '#pipeline/fault.ts'
import type { ModelSchema } from '#pipeline/ports/model.ts'
import type { TableSchema } from '#pipeline/ports/table.ts'
import { requireColumns } from '../column-names.ts'

interface Choice {
  target?: string | undefined
  features: string[]
  exclude: string[]
}

/** What a model trained on these rows predicts and asks for; as engines/python/espalier/features.py and targets.py. Faults: INVALID_GRAPH. */
export function learnable(task: ModelSchema['task'], rows: TableSchema, choice: Choice): ModelSchema {
  const target = targetOf(rows.columns, choice.target)
  if (task === 'regression' && !['number', 'integer'].includes(typeFamily(target.type)))
    throw new Fault('INVALID_GRAPH', `not a number to predict: ${target.name} ${target.type}`, {
      at: { param: 'target', column: target.name },
      hint: 'use Train classifier, or choose a numeric target',
    })
  if (task === 'classification' && ['vector', 'time', 'other'].includes(typeFamily(target.type)))
    throw new Fault('INVALID_GRAPH', `no classes to predict: ${target.name} ${target.type}`, {
      at: { param: 'target', column: target.name },
      hint: 'choose a target of text, yes/no or whole numbers, or derive one',
    })
  const features = featuresOf(rows.columns, target, choice)
  const raw = rows.raw ?? rows.columns
  return {
    type: 'model',
    task,
    target: target.name,
    inputs: features.map(({ name }) => rawInput(raw, name)),
  }
}

function targetOf(columns: readonly Column[], name: string | undefined): Column {
  if (name) requireColumns(columns, [name], 'target')
  const target = name ? columnOf(columns, name) : columnWithRole(columns, 'target')
  if (target) return target
  throw new Fault('INVALID_GRAPH', 'no target', {
    at: { param: 'target' },
    hint: 'choose the column to predict in Split, or here',
  })
}

function featuresOf(columns: readonly Column[], target: Column, { features, exclude }: Choice): Column[] {
  requireColumns(columns, features, 'features')
  const offered = features.length ? columns.filter(({ name }) => features.includes(name)) : featureColumns(columns)
  const chosen = offered.filter(({ name }) => name !== target.name && !exclude.includes(name))
  if (chosen.length === 0)
    throw new Fault('INVALID_GRAPH', 'no columns left to learn from', {
      at: { param: features.length ? 'features' : 'exclude' },
      hint: 'choose more columns',
    })
  for (const { name, type } of chosen) {
    const family = typeFamily(type)
    if (!['number', 'integer', 'boolean', 'vector'].includes(family))
      throw new Fault('INVALID_GRAPH', `not a number: ${name} ${type}`, {
        at: { column: name },
        hint:
          family === 'text'
            ? 'add Encode categories before training'
            : 'derive a number from it first, or leave it out',
      })
  }
  return chosen
}

function rawInput(raw: readonly Column[], name: string): { name: string; type: string } {
  const column = columnOf(raw, name)
  if (!column || typeFamily(column.type) === 'vector')
    throw new Fault('INVALID_GRAPH', `a caller cannot send a vector: ${name}`, {
      at: { column: name },
      hint: 'move Encode categories after the last table step',
    })
  return { name, type: column.type }
}
