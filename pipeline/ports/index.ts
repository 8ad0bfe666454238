import { z } from 'zod'
import { type EndpointSchema, endpointValue } from './endpoint.ts'
import { type ModelSchema, modelValue } from './model.ts'
import { type ReportSchema, reportValue } from './report.ts'
import { type TableSchema, tableValue } from './table.ts'

export const portTypes = ['table', 'model', 'report', 'endpoint'] as const
export type PortType = (typeof portTypes)[number]

export const portValue = z.discriminatedUnion('type', [tableValue, modelValue, reportValue, endpointValue])
export type PortValue = z.infer<typeof portValue>
export type PortValueOf<T extends PortType> = Extract<PortValue, { type: T }>

/** Not known before a run, and why. */
export interface UnknownSchema {
  type: 'unknown'
  reason: string
  /** A run tells it. */
  untilRun?: true
}
export type KnownSchema = TableSchema | ModelSchema | ReportSchema | EndpointSchema
export type PortSchema = KnownSchema | UnknownSchema
export type PortSchemaOf<T extends PortType> = Extract<KnownSchema, { type: T }>

export interface Port<T extends PortType = PortType> {
  type: T
  doc: string
  optional?: true
}
export type Ports = Record<string, Port>

const port =
  <T extends PortType>(type: T) =>
  (doc: string): Port<T> => ({ type, doc })

export const table = port('table')
export const model = port('model')
export const report = port('report')
export const endpoint = port('endpoint')

export const optional = <T extends PortType>(required: Port<T>): Port<T> & { optional: true } => ({
  ...required,
  optional: true,
})
