export const entities = ['metric', 'parameter', 'tag', 'attribute', 'dataset'] as const
export type Entity = (typeof entities)[number]

export interface Identifier {
  entity: Entity
  key: string
}

export type Operator =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'LIKE'
  | 'ILIKE'
  | 'IN'
  | 'NOT IN'
  | 'IS NULL'
  | 'IS NOT NULL'

export interface Comparison extends Identifier {
  is: 'comparison'
  operator: Operator
  value: string | number | string[] | undefined
  /** A number as it was written, where a text may stand without quotes. */
  written?: string
  /** Characters before it in the filter. */
  offset: number
}

export type Expression = Comparison | { is: 'and' | 'or'; parts: Expression[] } | { is: 'not'; part: Expression }

export const comparisonsOf = (expression: Expression): Comparison[] => {
  if (expression.is === 'comparison') return [expression]
  return (expression.is === 'not' ? [expression.part] : expression.parts).flatMap(comparisonsOf)
}
