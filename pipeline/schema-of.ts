import type { PortSchema, PortValue } from './ports/index.ts'

/** What is known of a port once a value has come out of it. */
export function schemaOf(value: PortValue): PortSchema {
  switch (value.type) {
    case 'table':
      return { type: 'table', columns: value.columns, ...(value.chain && { raw: value.chain.raw.columns }) }
    case 'model': {
      const { task, target, inputs } = value.signature
      return {
        type: 'model',
        task,
        target,
        inputs: inputs.map(({ name, type }) => ({ name, type: columnTypes[type] })),
      }
    }
    case 'report':
      return { type: 'report', metrics: Object.keys(value.metrics) }
    case 'endpoint':
      return { type: 'endpoint', name: value.name }
  }
}

const columnTypes = {
  number: 'DOUBLE',
  integer: 'BIGINT',
  boolean: 'BOOLEAN',
  text: 'VARCHAR',
  image: 'image',
} as const
