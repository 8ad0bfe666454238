import { typeFamily } from '#pipeline/columns.ts'
import { type Edge, edgeId, type Spec, type SpecNode } from '#pipeline/spec.ts'

export type Task = 'classification' | 'regression'

/** What is learnt of a column of this type, unless people say otherwise. */
export const taskFor = (type: string): Task =>
  ['number', 'integer'].includes(typeFamily(type)) ? 'regression' : 'classification'

interface FromTable {
  name: string
  /** A file of the project. */
  file: string
  target: string
  task: Task
  /** Columns that say nothing. */
  without?: readonly string[]
}

/** The later half of the templates on a table of one's own: from its rows to an endpoint. */
export function fromTable({ name, file, target, task, without = [] }: FromTable): Spec {
  const classes = task === 'classification'
  const address = addressOf(name)
  const nodes: Record<string, SpecNode> = {
    load: { kind: 'etl.load-file', name: file, params: { file }, position: at(without.length > 0 ? -1 : 0) },
    ...(without.length > 0 && {
      drop: { kind: 'etl.derive-column', params: { drop: [...without] }, position: at(0) },
    }),
    split: {
      kind: 'feature.split',
      params: { target, method: classes ? 'stratified' : 'random' },
      position: at(1),
    },
    impute: { kind: 'feature.impute', params: {}, position: at(2) },
    encode: { kind: 'feature.encode', params: {}, position: at(3) },
    scale: { kind: 'feature.scale', params: {}, position: at(4) },
    train: { kind: classes ? 'training.classifier' : 'training.regressor', params: {}, position: at(5) },
    evaluate: { kind: 'validation.evaluate', params: {}, position: at(6, 128) },
    gate: {
      kind: 'validation.gate',
      params: classes ? { metric: 'balancedAccuracy', atLeast: 0.5 } : { metric: 'r2', atLeast: 0 },
      position: at(7),
    },
    register: { kind: 'deployment.register-model', params: { name: address }, position: at(8) },
    deploy: { kind: 'deployment.deploy', params: { endpoint: address }, position: at(9) },
  }
  const wires = [
    ...(without.length > 0 ? ['load.rows drop.rows', 'drop.rows split.rows'] : ['load.rows split.rows']),
    'split.rows impute.rows',
    'impute.rows encode.rows',
    'encode.rows scale.rows',
    'scale.rows train.rows',
    'train.model evaluate.model',
    'scale.rows evaluate.rows',
    'train.model gate.model',
    'evaluate.report gate.report',
    'gate.model register.model',
    'evaluate.report register.report',
    'register.model deploy.model',
  ]
  const edges = wires.map(readWire)
  return {
    espalier: 1,
    name,
    parameters: {},
    nodes,
    edges: Object.fromEntries(edges.map((edge) => [edgeId(edge), edge])),
  }
}

const at = (column: number, y = 0) => ({ x: column * 264, y })

function readWire(wire: string): Edge {
  const [from, to] = wire.split(' ').map((end) => {
    const [node = '', port = ''] = end.split('.')
    return { node, port }
  }) as [Edge['from'], Edge['to']]
  return { from, to }
}

const addressOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '') || 'model'
