import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Kernels } from '#engines/kernels/kernels.ts'
import { openKernels } from '#engines/kernels/open-kernels.ts'
import { type TestJupyter, testJupyter } from '#engines/kernels/testing.ts'
import { type Column, typeFamily } from '#pipeline/columns.ts'
import type { NodeDefinition } from '#pipeline/define-node.ts'
import { Fault } from '#pipeline/fault.ts'
import { type Inspection, inspect } from '#pipeline/inspect.ts'
import type { PortSchema, PortValue } from '#pipeline/ports/index.ts'
import { portsOf } from '#pipeline/ports-of.ts'
import { schemaOf } from '#pipeline/schema-of.ts'
import { type Edge, edgeId, emptySpec, type Spec } from '#pipeline/spec.ts'
import { type Example, examples } from './examples.ts'
import { catalogue } from './index.ts'
import { type Runner, root, testRunner, type Values } from './testing.ts'

const nodes = [...catalogue.values()].map((node) => [node.kind, node] as const)

describe('every node', () => {
  it('is in the catalogue, in the order of the alphabet', () => {
    const folders = readdirSync(join(root, 'nodes'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('node.ts'))
      .map((path) => path.split('/').slice(0, 2).join('.'))
    expect(nodes.map(([kind]) => kind)).toEqual(folders.sort())
  })

  it('keeps its example in the order of the alphabet', () => {
    expect(Object.keys(examples)).toEqual(Object.keys(examples).sort())
  })

  it.each(nodes)('%s lives in the folder of its kind', async (kind, node) => {
    const [group, name] = kind.split('.')
    const { default: own } = (await import(`./${group}/${name}/node.ts`)) as { default: NodeDefinition }
    expect(own).toBe(node)
  })

  it.each(nodes)('%s explains itself, its ports and its parameters', (_kind, node) => {
    expect(node.title).toMatch(/^[A-Z]/)
    expect(node.doc).toMatch(/^[A-Z][^.!?]+[.!?](\s|$)/)
    for (const port of [...Object.values(node.inputs), ...Object.values(node.outputs)])
      expect(port.doc).toMatch(/^[A-Z].*\.$/)
    for (const param of Object.values(node.params.shape)) expect(param.meta()?.title).toMatch(/^[A-Z]/)
  })

  it.each(nodes)('%s knows its parameters by heart once they were parsed', (_kind, node) => {
    const params = node.params.strict().parse(node.example.params)
    expect(node.params.strict().parse(params)).toEqual(params)
    expect(JSON.parse(JSON.stringify(params))).toEqual(params)
    expect(node.summary(params)).toMatch(/^\S.*$/)
  })

  it.each(nodes)('%s has one body', (_kind, node) => {
    expect(['sql', 'python', 'run'].filter((body) => body in node)).toHaveLength(1)
    expect('effect' in node).toBe(node.kind.startsWith('deployment.'))
  })
})

describe('on its example', () => {
  let jupyter: TestJupyter
  let kernels: Kernels
  let runner: Runner
  const made = new Map<string, Promise<PortValue>>()

  beforeAll(async () => {
    jupyter = await testJupyter()
    kernels = openKernels(jupyter)
    runner = testRunner(kernels)
  })
  afterAll(async () => {
    await runner?.close()
    await kernels?.close()
    await jupyter?.close()
  })

  const ofKind = (kind: string): NodeDefinition => {
    const node = catalogue.get(kind)
    if (!node) throw new Error(`no such node: ${kind}`)
    return node
  }
  const inputsOf = async (inputs: Record<string, string>): Promise<Values> => {
    const values: Values = {}
    for (const [port, name] of Object.entries(inputs)) values[port] = await exampleValue(name)
    return values
  }
  /** Made once and shared by the nodes that work on it. */
  const exampleValue = (name: string): Promise<PortValue> => {
    const known = made.get(name)
    if (known) return known
    const { kind, params, inputs } = examples[name] as Example
    const making = inputsOf(inputs)
      .then((values) => runner.run(ofKind(kind), params, values))
      .then((outputs) => Object.values(outputs)[0] as PortValue)
    made.set(name, making)
    return making
  }
  const run = async (node: NodeDefinition) => runner.run(node, node.example.params, await inputsOf(node.example.inputs))

  it.each(nodes)(
    '%s puts out what was foretold while it was drawn',
    async (_kind, node) => {
      const outputs = await run(node)
      const { nodes: inspected, problems } = await lookAt(node, runner, outputs)
      expect(problems).toEqual([])
      const { outputs: ports } = portsOf(node, node.params.parse(node.example.params))
      expect(Object.keys(outputs)).toEqual(Object.keys(ports))
      for (const [port, value] of Object.entries(outputs))
        expect(shown(value)).toEqual(foretold(inspected.it?.outputs[port]))
    },
    120_000,
  )

  it.each(nodes)(
    '%s makes the same bytes of the same inputs',
    async (_kind, node) => {
      expect(await run(node)).toEqual(await run(node))
    },
    120_000,
  )

  it.each(nodes.filter(([, node]) => !('run' in node)))(
    '%s stops when it is cancelled',
    async (_kind, node) => {
      const stop = new AbortController()
      const inputs = await inputsOf(node.example.inputs)
      const running = runner.run(node, node.example.params, inputs, {
        signal: stop.signal,
        onBegun: () => stop.abort(),
      })
      const fault = await running.then(() => undefined, Fault.of)
      expect(fault?.code).toBe('CANCELLED')
    },
    120_000,
  )
})

/** The node under test as `it`, behind the nodes that make its inputs, looked at as on a canvas where it has run before. */
async function lookAt(node: NodeDefinition, runner: Runner, former: Values): Promise<Inspection> {
  const spec: Spec = emptySpec('laws')
  const add = (id: string, { kind, params, inputs }: Example) => {
    spec.nodes[id] = { kind, params }
    for (const [port, name] of Object.entries(inputs)) {
      const source = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
      const example = examples[name] as Example
      const [output] = Object.keys(catalogue.get(example.kind)?.outputs ?? {}) as [string]
      const edge: Edge = { from: { node: source, port: output }, to: { node: id, port } }
      spec.edges[edgeId(edge)] = edge
      if (!spec.nodes[source]) add(source, example)
    }
  }
  add('it', { kind: node.kind, ...(node.example as Omit<Example, 'kind'>) })
  const recall = async () => Object.fromEntries(Object.entries(former).map(([port, value]) => [port, schemaOf(value)]))
  return inspect(spec, catalogue, await runner.files(), runner.tables.bind, new Map(), recall)
}

const families = (inputs: { name: string; type: string }[]) =>
  inputs.map(({ name, type }) => ({ name, family: type === 'image' ? type : typeFamily(type) }))
const orNone = (columns: readonly Column[] | undefined) => columns ?? null

/** What a schema says about a value, where both know it. */
function foretold(schema: PortSchema | undefined): unknown {
  switch (schema?.type) {
    case 'table':
      return { columns: schema.columns, raw: orNone(schema.raw) }
    case 'model':
      return { task: schema.task, target: schema.target, inputs: families(schema.inputs) }
    case 'report':
      return { metrics: [...schema.metrics].sort() }
    case 'endpoint':
      return { name: schema.name }
    default:
      return schema
  }
}

function shown(value: PortValue): unknown {
  switch (value.type) {
    case 'table':
      return { columns: value.columns, raw: orNone(value.chain?.raw.columns) }
    case 'model':
      return {
        task: value.signature.task,
        target: value.signature.target,
        inputs: value.signature.inputs.map(({ name, type }) => ({ name, family: type })),
      }
    case 'report':
      return { metrics: Object.keys(value.metrics).sort() }
    case 'endpoint':
      return { name: value.name }
  }
}
