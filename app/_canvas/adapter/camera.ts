import type { ReactFlowInstance } from '@xyflow/react'
import type { Camera } from '../editor.ts'
import { cardHeight, cardWidth } from '../geometry.ts'
import type { CardNode, WireEdge } from './to-flow.ts'

type Flow = ReactFlowInstance<CardNode, WireEdge>

const calm = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120)
/** Whether the panel covers the lower half of the screen. */
export const isNarrow = () => matchMedia('(max-width: 719px)').matches
const padding = 0.08
/** Below it a first look at a long pipeline would show no words: its beginning is shown instead. */
const readableZoom = 0.5

export function cameraOf(flow: Flow, box: HTMLElement): Camera {
  const toPlace = ({ x, y }: { x: number; y: number }) => {
    const place = flow.screenToFlowPosition({ x, y })
    return { x: place.x - cardWidth / 2, y: place.y - cardHeight / 2 }
  }
  return {
    fit: () => void flow.fitView({ padding, maxZoom: 1, duration: calm() }),
    zoom: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration: calm() }),
    show(nodes) {
      const wanted = new Set(nodes)
      const found = flow.getNodes().filter(({ id }) => wanted.has(id))
      if (found.length === 0) return
      const { x, y, width, height } = flow.getNodesBounds(found)
      const zoom = Math.min(Math.max(flow.getZoom(), 0.7), 1)
      const hidden = isNarrow() ? box.clientHeight / 4 : 0
      void flow.setCenter(x + width / 2, y + height / 2 + hidden / zoom, { zoom, duration: calm() })
    },
    toPlace,
    middle() {
      const { left, top, width, height } = box.getBoundingClientRect()
      return toPlace({ x: left + width / 2, y: top + height / 2 })
    },
    focus(node) {
      const target = node ? box.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(node)}"]`) : box
      target?.focus({ preventScroll: true })
    },
  }
}

/** Everything, as long as it can be read; otherwise from the left. */
export function firstLook(flow: Flow, box: HTMLElement) {
  const nodes = flow.getNodes()
  if (nodes.length === 0) return
  const bounds = flow.getNodesBounds(nodes)
  const { width, height } = box.getBoundingClientRect()
  const fitting = Math.min((width * (1 - 2 * padding)) / bounds.width, (height * (1 - 2 * padding)) / bounds.height)
  if (fitting >= readableZoom) return void flow.fitView({ padding, maxZoom: 1 })
  const zoom = 0.85
  void flow.setViewport({ zoom, x: 32 - bounds.x * zoom, y: height / 2 - (bounds.y + bounds.height / 2) * zoom })
}
