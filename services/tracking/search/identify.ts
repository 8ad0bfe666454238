import { Fault } from '#pipeline/fault.ts'
import { type Entity, entities, type Identifier } from './expression.ts'
import type { Token } from './tokenize.ts'

const aliases: Record<string, Entity> = {
  metric: 'metric',
  metrics: 'metric',
  param: 'parameter',
  params: 'parameter',
  parameter: 'parameter',
  parameters: 'parameter',
  tag: 'tag',
  tags: 'tag',
  attr: 'attribute',
  attribute: 'attribute',
  attributes: 'attribute',
  run: 'attribute',
  dataset: 'dataset',
  datasets: 'dataset',
}

/** What a word names; nothing when it names nothing. Faults: INVALID_INPUT for a kind of thing that there is not. */
export function identify(token: Token | undefined): Identifier | undefined {
  if (token?.is === 'word') return { entity: 'attribute', key: token.text }
  if (token?.is === 'string' && token.quote !== "'") return { entity: 'attribute', key: token.value }
  if (token?.is !== 'name') return undefined
  const entity = Object.hasOwn(aliases, token.entity) ? aliases[token.entity] : undefined
  if (entity) return { entity, key: token.key }
  const valid = entities.map((name) => `'${name}'`).join(', ')
  throw new Fault('INVALID_INPUT', `Invalid entity type '${token.entity}'. Valid values are [${valid}]`)
}
