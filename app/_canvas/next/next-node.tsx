'use client'
import { Command } from 'cmdk'
import { useEffect, useMemo, useRef } from 'react'
import { refusal } from '#pipeline/check.ts'
import { connect, type Edit } from '#pipeline/edit.ts'
import type { Edge } from '#pipeline/spec.ts'
import { KindMark } from '../../_ui/kind-mark.tsx'
import { words } from '../../_words/en.ts'
import { type CatalogueEntry, firstSentence, wiringOf } from '../catalogue.ts'
import type { Editor, NextOffer } from '../editor.ts'
import { useEditor } from '../editor-context.ts'
import { addAt, addBefore, addNext } from '../edits/add.ts'
import { useWhole } from '../store.ts'
import { connectable, rankBefore, rankNext, sources } from './rank.ts'

/** The answer to a port that was asked "what next?": wires and nodes that fit, the likeliest first. */
export function NextNode() {
  const offer = useWhole(useEditor().next)
  return offer ? <Offers key={`${offer.screen.x},${offer.screen.y}`} offer={offer} /> : null
}

const width = 300
const height = 340

function Offers({ offer }: { offer: NextOffer }) {
  const editor = useEditor()
  const box = useRef<HTMLDivElement>(null)
  const { entries, wires, title } = useMemo(() => offersOf(editor, offer), [editor, offer])
  const said = words.canvas.next

  useEffect(() => {
    const onPointerDown = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) editor.next.set(undefined)
    }
    document.addEventListener('pointerdown', onPointerDown, { capture: true })
    return () => document.removeEventListener('pointerdown', onPointerDown, { capture: true })
  }, [editor])

  const close = () => {
    editor.next.set(undefined)
    editor.camera.get()?.focus(offer.port?.node)
  }
  const choose = (edit: Edit, node: string) => {
    editor.next.set(undefined)
    editor.edit(edit)
    editor.picked.set({ nodes: new Set([node]), edges: new Set() })
    editor.panel.set({ tab: 'set-up' })
    requestAnimationFrame(() => editor.camera.get()?.focus(node))
  }

  return (
    <div
      ref={box}
      className="floating fixed z-50 overflow-hidden"
      style={{
        width,
        left: Math.max(8, Math.min(offer.screen.x, innerWidth - width - 8)),
        top: Math.max(8, Math.min(offer.screen.y, innerHeight - height - 8)),
      }}
    >
      <Command
        loop
        label={title}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          close()
        }}
      >
        <Command.Input
          autoFocus
          placeholder={title}
          className="h-9 w-full border-b border-line bg-transparent px-3 text-13 outline-none placeholder:text-faint"
        />
        <Command.List className="max-h-72 overflow-y-auto p-1">
          <Command.Empty className="px-3 py-4 text-center text-soft">{said.nothing}</Command.Empty>
          {wires.length > 0 && (
            <Command.Group heading={offer.port?.side === 'in' ? said.connectFrom : said.connect} className={groupLook}>
              {wires.map((edge) => {
                const end = offer.port?.side === 'in' ? edge.from : edge.to
                const { name, kind } = editor.document.get().spec.nodes[end.node] ?? { kind: '' }
                return (
                  <Command.Item
                    key={`${end.node}.${end.port}`}
                    value={`wire ${name ?? end.node} ${end.port}`}
                    onSelect={() => choose(connect(edge), end.node)}
                    className={itemLook}
                  >
                    <KindMark kind={kind} />
                    <span className="truncate">{name ?? editor.entries.get(kind)?.title ?? end.node}</span>
                    <span className="ml-auto text-12 text-faint">{end.port}</span>
                  </Command.Item>
                )
              })}
            </Command.Group>
          )}
          <Command.Group heading={said.add} className={groupLook}>
            {entries.map((entry) => (
              <Command.Item
                key={entry.kind}
                value={`${entry.title} ${entry.kind}`}
                keywords={[firstSentence(entry.doc)]}
                onSelect={() => {
                  const { edit, id } = added(editor, offer, entry)
                  choose(edit, id)
                }}
                className={itemLook}
              >
                <KindMark kind={entry.kind} />
                <span className="truncate">{entry.title}</span>
                <span className="ml-auto text-12 text-faint">{words.groups[entry.group]}</span>
              </Command.Item>
            ))}
          </Command.Group>
        </Command.List>
      </Command>
    </div>
  )
}

const groupLook =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:text-faint'
const itemLook = 'flex min-h-control cursor-default items-center gap-2 rounded-md px-2 data-[selected=true]:bg-hover'

function offersOf(editor: Editor, { port }: NextOffer): { entries: CatalogueEntry[]; wires: Edge[]; title: string } {
  const { spec } = editor.document.get()
  const node = port && spec.nodes[port.node]
  if (!port || !node) return { entries: [...editor.entries.values()], wires: [], title: words.canvas.next.add }
  const title = node.name ?? editor.entries.get(node.kind)?.title ?? port.node
  if (port.side === 'in')
    return {
      entries: rankBefore(editor.entries, { ...node, port: port.port }),
      wires: sources(spec, editor.entries, { node: port.node, port: port.port }).filter(
        (edge) => !refusal(spec, wiringOf(editor.entries), edge),
      ),
      title: words.canvas.next.before(title),
    }
  const schema = editor.inspection.get().inspection.nodes[port.node]?.outputs[port.port]
  return {
    entries: rankNext(editor.entries, { ...node, port: port.port }, schema),
    wires: connectable(spec, editor.entries, { node: port.node, port: port.port }),
    title: words.canvas.next.after(title),
  }
}

function added(editor: Editor, { port, place }: NextOffer, entry: CatalogueEntry) {
  const { spec } = editor.document.get()
  const { entries } = editor
  if (!port) return addAt(spec, entry, place ?? { x: 0, y: 0 })
  const ref = { node: port.node, port: port.port }
  return port.side === 'out' ? addNext(spec, entries, ref, entry, place) : addBefore(spec, entries, ref, entry, place)
}
