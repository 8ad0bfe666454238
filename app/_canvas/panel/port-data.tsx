'use client'
import { Play } from 'lucide-react'
import { useState } from 'react'
import { edgesInto } from '#pipeline/graph.ts'
import { driftMetric } from '#pipeline/ports/drift.ts'
import type { PortSchema } from '#pipeline/ports/index.ts'
import { watchKindOf } from '#pipeline/ports/watch.ts'
import { Button } from '../../_ui/button.tsx'
import { ColumnsTable } from '../../_ui/columns-table.tsx'
import { MetricText } from '../../_ui/number-text.tsx'
import { Tabs } from '../../_ui/tabs.tsx'
import { words } from '../../_words/en.ts'
import type { PortPlace } from '../editor.ts'
import { type Shown, useEditor, useScene, useShown } from '../editor-context.ts'
import { isActive } from '../run/follow.ts'
import { startRun } from '../run/verbs.ts'
import type { Card } from '../scene.ts'
import { useWhole } from '../store.ts'
import { PortDrift, PortWatch } from './port-drift.tsx'
import { TableRows } from './table-rows.tsx'

const said = words.canvas.data

/** What is known of a port: its schema always, its rows or figures once a run has made them. */
export function PortData({ place }: { place: PortPlace }) {
  const { shown, cards } = useScene()
  const { schema, source } = seen(shown, place)
  const value = source && cards.get(source.node)?.step?.outputs?.[source.port]
  if (value?.type === 'table' && source && shown.run)
    return <RunTable run={shown.run.id} source={source} cards={cards} />
  if (value?.type === 'report' && driftMetric in value.metrics) return <PortDrift artifact={value.artifact} />
  if (value?.type === 'report' && watchKindOf(value.metrics)) return <PortWatch artifact={value.artifact} />
  if (value?.type === 'model' || value?.type === 'report')
    return (
      <div className="flex flex-col gap-4">
        <Figures metrics={value.metrics} />
        {schema && <Schema schema={schema} />}
      </div>
    )
  return schema ? <Schema schema={schema} /> : <p className="text-soft">{words.canvas.panel.notConnected}</p>
}

/** An input shows what the output at the other end of its wire gives. */
function seen({ spec, inspection }: Shown, { node, port, side }: PortPlace) {
  if (side === 'out') return { schema: inspection.nodes[node]?.outputs[port], source: { node, port } }
  const [wire] = edgesInto(spec, node).filter(([, { to }]) => to.port === port)
  return { schema: inspection.nodes[node]?.inputs[port], source: wire?.[1].from }
}

function Schema({ schema }: { schema: PortSchema }) {
  switch (schema.type) {
    case 'table':
      return (
        <div className="flex flex-col gap-3">
          <p className="text-12 text-faint">
            {said.columnCount(schema.columns.length)}. {said.beforeRun}
          </p>
          <ColumnsTable columns={schema.columns} label={said.columns} />
        </div>
      )
    case 'model':
      return (
        <div className="flex flex-col gap-3">
          <p>{said.model(schema.task, schema.target)}</p>
          <h3 className="text-12 text-faint">{said.raw}</h3>
          <ColumnsTable columns={schema.inputs} label={said.raw} />
        </div>
      )
    case 'report':
      return (
        <div className="flex flex-col gap-2">
          <p className="text-soft">{said.report}</p>
          <p className="flex flex-wrap gap-x-3">
            {schema.metrics.map((metric) => (
              <code key={metric}>{metric}</code>
            ))}
          </p>
        </div>
      )
    case 'endpoint':
      return <p>{said.endpoint(schema.name)}</p>
    case 'unknown':
      return (
        <div className="flex flex-col items-start gap-3">
          <p className="text-soft">
            {said.unknown}: {schema.reason}
          </p>
          {schema.untilRun && <RunToLearn />}
        </div>
      )
  }
}

function RunToLearn() {
  const editor = useEditor()
  const run = useWhole(editor.run)
  const { inspection, readOnly } = useShown()
  const blocked = inspection.problems.some(({ severity }) => severity === 'error')
  if (blocked || readOnly || isActive(run)) return null
  return (
    <Button onClick={() => void startRun(editor)}>
      <Play aria-hidden />
      {said.learn}
    </Button>
  )
}

function RunTable({
  run,
  source,
  cards,
}: {
  run: string
  source: { node: string; port: string }
  cards: Map<string, Card>
}) {
  const editor = useEditor()
  const [view, setView] = useState('columns')
  const value = cards.get(source.node)?.step?.outputs?.[source.port]
  if (value?.type !== 'table') return null
  return (
    <TableRows
      cacheKey={value.artifact}
      columns={value.columns}
      rows={value.rows}
      read={(limit) => editor.api.output(run, source.node, source.port, limit)}
    >
      {({ about, columns, grid }) => (
        <div className="flex min-h-0 grow flex-col gap-2">
          <p className="text-12 text-faint">{about}</p>
          <div className="flex min-h-0 grow flex-col [&>div]:min-h-0 [&>div]:grow [&_[role=tabpanel]]:pt-3">
            <Tabs
              label={said.port}
              value={view}
              onValue={setView}
              tabs={[
                { value: 'columns', label: said.columns, content: columns },
                { value: 'rows', label: said.rows, content: grid },
              ]}
            />
          </div>
        </div>
      )}
    </TableRows>
  )
}

function Figures({ metrics }: { metrics: Record<string, number> }) {
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-4">
      {Object.entries(metrics).map(([name, value]) => (
        <div key={name} className="col-span-2 grid min-h-7 grid-cols-subgrid items-center border-b border-line">
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            <MetricText value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
