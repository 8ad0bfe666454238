'use client'
import { ToggleGroup } from 'radix-ui'
import { words } from '../../_words/en.ts'
import type { PortPlace } from '../editor.ts'
import { useEditor, useScene } from '../editor-context.ts'
import { useWhole } from '../store.ts'
import { PortData } from './port-data.tsx'

const said = words.canvas.data

/** What flows into and out of a node: its columns before any run, its rows after one. */
export function DataTab({ node }: { node: string }) {
  const editor = useEditor()
  const { port } = useWhole(editor.panel)
  const { cards } = useScene()
  const card = cards.get(node)
  const places: PortPlace[] = [
    ...(card?.outputs ?? []).map(({ name }) => ({ node, port: name, side: 'out' as const })),
    ...(card?.inputs ?? []).map(({ name }) => ({ node, port: name, side: 'in' as const })),
  ]
  const [first] = places
  if (!first) return <p className="px-4 py-4 text-soft">{said.noPorts}</p>
  const chosen = places.find((place) => keyOf(place) === (port && keyOf(port))) ?? first
  return (
    <div className="flex h-full flex-col gap-4 px-4 py-4">
      {places.length > 1 && (
        <ToggleGroup.Root
          type="single"
          aria-label={said.port}
          value={keyOf(chosen)}
          onValueChange={(key) => {
            const next = places.find((place) => keyOf(place) === key)
            if (next) editor.panel.update((panel) => ({ ...panel, port: next }))
          }}
          className="flex flex-wrap gap-1"
        >
          {places.map((place) => (
            <ToggleGroup.Item
              key={keyOf(place)}
              value={keyOf(place)}
              className="h-6 rounded-md px-2 text-12 text-soft hover:bg-hover data-[state=on]:bg-accent-soft data-[state=on]:text-accent-text"
            >
              {said.of(place.port, place.side)}
            </ToggleGroup.Item>
          ))}
        </ToggleGroup.Root>
      )}
      <PortData key={keyOf(chosen)} place={chosen} />
    </div>
  )
}

const keyOf = ({ node, port, side }: PortPlace) => `${side} ${node}.${port}`
