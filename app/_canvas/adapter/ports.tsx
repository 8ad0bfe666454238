'use client'
import { Handle, Position } from '@xyflow/react'
import type { CSSProperties, MouseEvent } from 'react'
import { words } from '../../_words/en.ts'
import type { PortPlace } from '../editor.ts'
import { useEditor } from '../editor-context.ts'
import { portY } from '../geometry.ts'
import type { Card, PortView } from '../scene.ts'

interface CardPortsProps {
  node: string
  card: Card
  isConnectable: boolean
}

export function CardPorts({ node, card, isConnectable }: CardPortsProps) {
  return (
    <>
      {card.inputs.map((port, index) => (
        <PortHandle
          key={port.name}
          place={{ node, port: port.name, side: 'in' }}
          port={port}
          top={portY(index, card.inputs.length)}
          isConnectable={isConnectable}
        />
      ))}
      {card.outputs.map((port, index) => (
        <PortHandle
          key={port.name}
          place={{ node, port: port.name, side: 'out' }}
          port={port}
          top={portY(index, card.outputs.length)}
          isConnectable={isConnectable}
        />
      ))}
    </>
  )
}

interface PortHandleProps {
  place: PortPlace
  port: PortView
  top: number
  isConnectable: boolean
}

/** A port. A click shows what is known of it; a drag draws a wire. */
function PortHandle({ place, port, top, isConnectable }: PortHandleProps) {
  const editor = useEditor()
  const { name, type, optional } = port
  const label = place.side === 'in' ? words.canvas.card.input(name, type) : words.canvas.card.output(name, type)
  const show = (event: MouseEvent) => {
    event.stopPropagation()
    editor.picked.set({ nodes: new Set([place.node]), edges: new Set() })
    editor.panel.set({ tab: 'data', port: place })
  }
  return (
    <Handle
      id={name}
      type={place.side === 'in' ? 'target' : 'source'}
      position={place.side === 'in' ? Position.Left : Position.Right}
      isConnectable={isConnectable}
      onClick={show}
      style={{ top, '--hue': `var(--port-${type})` } as CSSProperties}
      aria-label={label}
      title={port.doc}
    >
      <span className="port-dot" data-wired={place.side === 'out' || undefined} />
      <span className="port-name">
        {name}
        <span className="text-faint">
          {' '}
          {type}
          {optional && `, ${words.canvas.panel.optional}`}
        </span>
      </span>
    </Handle>
  )
}
