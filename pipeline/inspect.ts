import { contentHash } from './canonical.ts'
import { check, insertSplit } from './check.ts'
import { carryRoles, columnOf, columnWithRole } from './columns.ts'
import { contentKey, type KeyedInput } from './content-key.ts'
import type { Catalogue, FileValue, NodeDefinition, ScanOptions } from './define-node.ts'
import { changeNode } from './edit.ts'
import { type Bind, requireTruths, withinWritten } from './expressions.ts'
import { Fault } from './fault.ts'
import { edgesInto, order } from './graph.ts'
import type { KnownSchema, PortSchema } from './ports/index.ts'
import { portsOf } from './ports-of.ts'
import type { Problem } from './problem.ts'
import { type Files, type ResolvedNode, resolveNode } from './resolve.ts'
import type { Spec } from './spec.ts'
import { identifier, list, SqlText, sql } from './sql.ts'

export interface InspectedNode {
  summary: string
  /** By output port. */
  outputs: Record<string, PortSchema>
  /** By input port; absent where nothing is connected. */
  inputs: Record<string, PortSchema>
  /** Absent while the node or one before it cannot be resolved. */
  key?: string
}

export interface Inspection {
  nodes: Record<string, InspectedNode>
  problems: Problem[]
}

/** Answers of former inspections by content key: an unchanged node costs nothing. */
export type InspectionCache = Map<string, Record<string, PortSchema> | Fault>

/** What came out of the last step like this one, where nothing else can tell what will. */
export type Recall = (likeness: string) => Promise<Record<string, PortSchema>>

/** What is known of every port before any run, and everything that is wrong. Never throws for what a user drew. */
export async function inspect(
  spec: Spec,
  catalogue: Catalogue,
  files: Files,
  bind: Bind,
  cache: InspectionCache = new Map(),
  recall: Recall = async () => ({}),
): Promise<Inspection> {
  const problems = check(spec, catalogue)
  const nodes: Record<string, InspectedNode> = {}

  for (const id of order(spec).sorted) {
    const node = spec.nodes[id]
    if (!node) continue
    const sources = edgesInto(spec, id)
    const inputs = Object.fromEntries(
      sources.map(
        ([, { from, to }]) => [to.port, nodes[from.node]?.outputs[from.port] ?? unknown('not connected')] as const,
      ),
    )
    const inspected: InspectedNode = { summary: '', inputs, outputs: {} }
    nodes[id] = inspected
    const definition = catalogue.get(node.kind)
    if (!definition) continue
    const ports = portsOf(definition, node.params)
    const allAs = (schema: PortSchema) => Object.fromEntries(Object.keys(ports.outputs).map((port) => [port, schema]))
    const allUnknown = (reason: string) => allAs(unknown(reason))
    inspected.outputs = allUnknown('not set up yet')

    try {
      const resolved = resolveNode(node, spec, catalogue, files)
      inspected.summary = definition.summary(resolved.params)
      const keyed: Record<string, KeyedInput> = Object.fromEntries(
        sources.flatMap(([, { from, to }]) => {
          const key = nodes[from.node]?.key
          return key ? [[to.port, { key, port: from.port }] as const] : []
        }),
      )
      if (Object.keys(keyed).length === sources.length)
        inspected.key = contentKey(definition, resolved.params, resolved.files, keyed)
      problems.push(...remarksOf(spec, id, resolved))
      const missing = Object.entries(ports.inputs).filter(([port, { optional }]) => !optional && !inputs[port])
      if (missing.length > 0) continue
      if (definition.resembles) {
        const { params, files } = resolved
        const known = inputs as Record<string, KnownSchema>
        const foretold = 'infer' in definition ? definition.infer({ params, inputs: known, files }) : {}
        const likeness = likenessOf(definition, definition.resembles({ params, files }))
        inspected.outputs = { ...foretold, ...(await recall(likeness)) }
        continue
      }
      const open = Object.values(inputs).find((schema) => schema.type === 'unknown')
      if (open?.type === 'unknown') {
        inspected.outputs = allAs(open)
        continue
      }
      const rows = inputs.rows
      if (definition.fitted && rows?.type === 'table' && !columnWithRole(rows.columns, 'split')) {
        const fix = insertSplit(spec, catalogue, id, 'rows')
        problems.push({
          severity: 'error',
          message: 'no split before this node: it would learn from the rows it is tested on',
          at: { node: id, port: 'rows' },
          hint: 'put a Split node before it',
          ...(fix && { fix }),
        })
        inspected.outputs = allUnknown('no split before this node')
        continue
      }
      inspected.outputs = await outputsOf(resolved, inputs as Record<string, KnownSchema>, bind, inspected.key, cache)
    } catch (thrown) {
      const fault = Fault.of(thrown).within({ node: id })
      if (fault.code === 'INTERNAL') throw thrown
      problems.push({
        severity: 'error',
        message: fault.message,
        at: fault.at ?? {},
        ...(fault.hint && { hint: fault.hint }),
      })
      inspected.outputs = allUnknown(fault.message)
    }
  }
  return { nodes, problems }
}

function remarksOf(spec: Spec, node: string, { definition, params, files }: ResolvedNode): Problem[] {
  return (definition.remarks?.({ params, files }) ?? []).map(({ fix, at, ...remark }) => ({
    severity: 'warning' as const,
    ...remark,
    at: { node, ...at },
    ...(fix && {
      fix: changeNode(spec, node, { params: { ...spec.nodes[node]?.params, ...fix.params } }, fix.label),
    }),
  }))
}

/** The name by which the outputs of steps like this one are remembered. */
export const likenessOf = ({ kind, version }: NodeDefinition, likeness: string): string =>
  `like ${contentHash({ kind, version, likeness })}`

const unknown = (reason: string): PortSchema => ({ type: 'unknown', reason })

async function outputsOf(
  resolved: ResolvedNode,
  inputs: Record<string, KnownSchema>,
  bind: Bind,
  key: string | undefined,
  cache: InspectionCache,
): Promise<Record<string, PortSchema>> {
  const known = key && cache.get(key)
  if (known instanceof Fault) throw known
  if (known) return known
  try {
    const outputs = await inferred(resolved, inputs, bind)
    if (key) cache.set(key, outputs)
    return outputs
  } catch (thrown) {
    if (key && thrown instanceof Fault && thrown.code !== 'UNAVAILABLE') cache.set(key, thrown)
    throw thrown
  }
}

async function inferred(
  { definition, params, files }: ResolvedNode,
  inputs: Record<string, KnownSchema>,
  bind: Bind,
): Promise<Record<string, PortSchema>> {
  if (!('sql' in definition)) return definition.infer({ params, inputs, files })
  const tables = Object.fromEntries(
    Object.entries(inputs).flatMap(([port, schema]) => (schema.type === 'table' ? [[port, schema.columns]] : [])),
  )
  const { text } = definition.sql({
    params,
    inputs: {
      views: viewsOf(tables),
      columns: tables,
      files: Object.fromEntries(
        Object.entries(files).map(([param, file]) => [param, { ...file, scan: emptyScan(param, file) }]),
      ),
    },
  })
  const fileTables = Object.fromEntries(Object.entries(files).map(([param, file]) => [fileView(param), file.columns]))
  const written = { params: definition.params, values: params, tables, bind }
  const bound = await bind(text, { ...tables, ...fileTables }).catch(async (thrown: unknown) => {
    throw await withinWritten(Fault.of(thrown), written)
  })
  await requireTruths(written)
  const columns = carryRoles(bound, ...Object.values(tables))
  const [output] = Object.keys(definition.outputs) as [string]
  return { [output]: { type: 'table', columns: definition.assignRoles?.(params, columns) ?? columns } }
}

const fileView = (param: string) => `file ${param}`

/** Stands for the scan of a file while nothing is read: an empty table with the columns that the scan would have. */
const emptyScan =
  (param: string, file: FileValue) =>
  ({ types }: ScanOptions): SqlText => {
    const changed = Object.entries(types)
    for (const [name] of changed)
      if (!columnOf(file.columns, name))
        throw new Fault('INVALID_INPUT', `no such column in ${file.name}: ${name}`, {
          at: { param: 'types', column: name },
        })
    const casts = changed.map(([name, type]) => sql`CAST(NULL AS ${new SqlText(type)}) AS ${identifier(name)}`)
    return changed.length
      ? sql`(SELECT * REPLACE (${list(casts)}) FROM ${identifier(fileView(param))})`
      : identifier(fileView(param))
  }

/** The view of each input of a SQL body, named after its port. */
export const viewsOf = (ports: Record<string, unknown>): Record<string, SqlText> =>
  Object.fromEntries(Object.keys(ports).map((port) => [port, identifier(port)]))
