import { groupOf } from '#pipeline/define-node.ts'
import type { Edge } from '#pipeline/spec.ts'
import { kindHue } from './kind-mark.tsx'
import { layered } from './layered.ts'

interface PipelinePictureProps {
  spec: {
    nodes: Record<string, { kind: string; name?: string | undefined }>
    edges: Record<string, Edge>
  }
  /** What the picture shows, in words. */
  label: string
  className?: string
}

const box = { width: 34, height: 22, gapX: 10, gapY: 10 }
const strip = `M2.5 0h2v${box.height}h-2A2.5 2.5 0 0 1 0 ${box.height - 2.5}v${5 - box.height}A2.5 2.5 0 0 1 2.5 0`

/** A pipeline's graph at a glance: a box a node in its kind's hue, inputs at the left. */
export function PipelinePicture({ spec, label, className }: PipelinePictureProps) {
  const places = layered(spec)
  const columns = Math.max(...[...places.values()].map(({ x }) => x), 0) + 1
  const rows = Math.max(...[...places.values()].map(({ y }) => y), 0) + 1
  const [width, height] = [columns * (box.width + box.gapX) - box.gapX, rows * (box.height + box.gapY) - box.gapY]
  const left = (x: number) => x * (box.width + box.gapX)
  const top = (y: number) => y * (box.height + box.gapY)
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-2 -2 ${width + 4} ${height + 4}`}
      preserveAspectRatio="xMidYMid meet"
      className={className}
    >
      <title>{label}</title>
      {Object.entries(spec.edges).map(([id, { from, to }]) => {
        const [a, b] = [places.get(from.node), places.get(to.node)]
        if (!a || !b) return null
        const [x1, y1] = [left(a.x) + box.width, top(a.y) + box.height / 2]
        const [x2, y2] = [left(b.x), top(b.y) + box.height / 2]
        const bend = Math.max((x2 - x1) / 2, 6)
        return (
          <path
            key={id}
            d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
            className="fill-none stroke-line-strong"
          />
        )
      })}
      {Object.entries(spec.nodes).map(([id, { kind }]) => {
        const place = places.get(id)
        return (
          place && (
            <g key={id} transform={`translate(${left(place.x)} ${top(place.y)})`}>
              <rect width={box.width} height={box.height} rx={2.5} className="fill-raised stroke-line-strong" />
              <path d={strip} fill={kindHue[groupOf(kind)]} />
              <rect x={9} y={7} width={18} height={2} rx={1} className="fill-line-strong" />
              <rect x={9} y={13} width={11} height={2} rx={1} className="fill-line" />
            </g>
          )
        )
      })}
    </svg>
  )
}
