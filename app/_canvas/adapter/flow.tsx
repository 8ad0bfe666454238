'use client'
import '@xyflow/react/dist/base.css'
import './flow.css'
import {
  Background,
  BackgroundVariant,
  type EdgeChange,
  MiniMap,
  type OnInit,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react'
import { type KeyboardEvent, type MouseEvent, useCallback, useMemo, useRef } from 'react'
import type { Spec } from '#pipeline/spec.ts'
import { kindHue } from '../../_ui/kind-mark.tsx'
import { words } from '../../_words/en.ts'
import { useEditor, useScene } from '../editor-context.ts'
import { offerAfter } from '../next/offer.ts'
import { useWhole } from '../store.ts'
import { cameraOf, firstLook, isNarrow } from './camera.ts'
import { CardNode } from './card-node.tsx'
import { fromEdgeChanges } from './from-flow.ts'
import { RefusalTip } from './refusal-tip.tsx'
import { type CardNode as CardNodeType, toFlowEdges, toFlowNodes, type WireEdge as WireEdgeType } from './to-flow.ts'
import { useMoving } from './use-moving.ts'
import { usePlacing } from './use-placing.ts'
import { useWiring } from './use-wiring.ts'
import { ViewControls } from './view-controls.tsx'
import { WireEdge } from './wire-edge.tsx'

const nodeTypes = { card: CardNode }
const edgeTypes = { wire: WireEdge }
const severalKeys = ['Shift', 'Meta', 'Control']
const hueOf = ({ data }: CardNodeType) => kindHue[data.card.group]

/** The drawing surface. */
export function Flow() {
  return (
    <ReactFlowProvider>
      <Surface />
    </ReactFlowProvider>
  )
}

function Surface() {
  const editor = useEditor()
  const box = useRef<HTMLDivElement>(null)
  const { shown, cards, wires } = useScene()
  const picked = useWhole(editor.picked)
  const minimap = useWhole(editor.minimap)
  const { dragged, onNodesChange, onNodeDrag } = useMoving(editor)
  const wiring = useWiring(editor)
  const placing = usePlacing(editor)
  const { spec, readOnly } = shown

  const places = useMemo(() => placesOf(spec), [spec])
  const former = useRef<{ nodes: CardNodeType[]; edges: WireEdgeType[] }>({ nodes: [], edges: [] })
  const nodes = toFlowNodes(former.current.nodes, cards, { ...places, ...dragged }, picked)
  const edges = toFlowEdges(former.current.edges, wires, picked)
  former.current = { nodes, edges }

  const onEdgesChange = useCallback(
    (changes: EdgeChange<WireEdgeType>[]) => {
      const next = fromEdgeChanges(changes, editor.picked.get())
      if (next) editor.picked.set(next)
    },
    [editor],
  )
  const onInit: OnInit<CardNodeType, WireEdgeType> = useCallback(
    (flow) => {
      if (!box.current) return
      editor.camera.set(cameraOf(flow, box.current))
      firstLook(flow, box.current)
    },
    [editor],
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const node = (event.target as HTMLElement).closest?.('.react-flow__node')?.getAttribute('data-id')
    if (event.key !== 'Tab' || event.shiftKey || !node || readOnly || !picked.nodes.has(node)) return
    if (offerAfter(editor)) event.preventDefault()
  }
  const onDoubleClick = (event: MouseEvent) => {
    if (readOnly || !(event.target as HTMLElement).classList.contains('react-flow__pane')) return
    const screen = { x: event.clientX, y: event.clientY }
    const place = editor.camera.get()?.toPlace(screen)
    editor.next.set({ screen, ...(place && { place }) })
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: these are shortcuts; every one has a command and a button
    <div
      ref={box}
      tabIndex={-1}
      data-canvas
      className="canvas relative size-full outline-none"
      onKeyDownCapture={onKeyDown}
      onDoubleClick={onDoubleClick}
      {...placing}
    >
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onInit={onInit}
        onNodesChange={onNodesChange}
        onNodeDrag={onNodeDrag}
        onEdgesChange={onEdgesChange}
        {...wiring}
        onNodeClick={(_, { id }) => {
          editor.panel.update(({ tab }) => ({ tab }))
          if (isNarrow()) editor.camera.get()?.show([id])
        }}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesReconnectable={!readOnly}
        connectionRadius={28}
        reconnectRadius={14}
        multiSelectionKeyCode={severalKeys}
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        nodeDragThreshold={2}
        minZoom={0.1}
        maxZoom={2}
        onlyRenderVisibleElements
        aria-label={words.canvas.canvas}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.2} />
        {minimap && <MiniMap nodeColor={hueOf} pannable zoomable ariaLabel={words.canvas.top.minimap} />}
        <ViewControls />
        {!readOnly && <RefusalTip spec={spec} />}
      </ReactFlow>
    </div>
  )
}

const placesOf = ({ nodes }: Pick<Spec, 'nodes'>): Record<string, { x: number; y: number }> =>
  Object.fromEntries(Object.entries(nodes).map(([id, { position }]) => [id, position ?? { x: 0, y: 0 }]))
