import type { Port } from '#pipeline/ports/index.ts'
import { endpoint, model, optional, report, table } from '#pipeline/ports/index.ts'
import { type Edge, edgeId, emptySpec, type Spec } from '#pipeline/spec.ts'
import { type CatalogueEntry, entriesOf } from './catalogue.ts'

const entry = (
  kind: string,
  inputs: Record<string, Port>,
  outputs: Record<string, Port>,
  more: Partial<CatalogueEntry> = {},
): CatalogueEntry => ({
  kind,
  group: kind.split('.')[0] as CatalogueEntry['group'],
  title: kind.split('.')[1] as string,
  doc: `Does ${kind}. And more.`,
  params: { type: 'object', properties: {} },
  inputs,
  outputs,
  fitted: false,
  splits: false,
  begins: false,
  effect: false,
  ...more,
})

/** A catalogue for tests of what only wiring and forms decide. */
export const entries = entriesOf([
  entry('etl.load-file', {}, { rows: table('the rows') }, { begins: true }),
  entry('etl.join', { left: table('left'), right: table('right') }, { rows: table('joined') }),
  entry('etl.filter-rows', { rows: table('rows') }, { rows: table('kept') }),
  entry('feature.split', { rows: table('rows') }, { rows: table('marked') }, { splits: true }),
  entry('feature.scale', { rows: table('rows') }, { rows: table('scaled') }, { fitted: true }),
  entry('training.classifier', { rows: table('rows') }, { model: model('model') }),
  entry('validation.evaluate', { model: model('model'), rows: table('rows') }, { report: report('report') }),
  entry('deployment.deploy', { model: model('model'), report: optional(report('report')) }, { to: endpoint('to') }),
])

/** `wires` as `a.rows->b.rows`. */
export function drawn(kinds: Record<string, string>, wires: string[] = []): Spec {
  const edges = wires.map((text): Edge => {
    const [from, to] = text.split('->').map((end) => {
      const [node, port] = end.split('.') as [string, string]
      return { node, port }
    }) as [Edge['from'], Edge['to']]
    return { from, to }
  })
  return {
    ...emptySpec('Test'),
    nodes: Object.fromEntries(
      Object.entries(kinds).map(([id, kind], index) => [
        id,
        { kind, params: {}, position: { x: index * 300, y: index % 2 ? 40 : 0 } },
      ]),
    ),
    edges: Object.fromEntries(edges.map((edge) => [edgeId(edge), edge])),
  }
}
