'use client'
import { ExternalLink } from 'lucide-react'
import Link from 'next/link'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { box, drawn, type Step, stepped } from '../../_lineage/drawing.ts'
import { type Graph, hues, noteOf } from '../../_lineage/things.ts'
import { classNames } from '../../_ui/class-names.ts'
import { words } from '../../_words/en.ts'

const text = words.lineage

export interface Walk {
  graph: Graph
  onCentre: (id: string) => void
  onMore: (id: string) => void
  /** The page of a thing. */
  addressOf: (id: string) => string | null
}

const steps: Record<string, Step> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }

/** From left to right: what was there first, then what came of it. One stop of the Tab key; arrows walk within. */
export function Picture({ graph, name, onCentre, onMore, addressOf }: Walk & { name: string }) {
  const drawing = useMemo(() => drawn(graph), [graph])
  const [current, setCurrent] = useState(graph.of[0] ?? '')
  const buttons = useRef(new Map<string, HTMLButtonElement>())
  const start = graph.of[0]
  useEffect(() => {
    if (start) buttons.current.get(start)?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [start])
  const focus = drawing.places.has(current) ? current : start

  const onKeyDown = (event: KeyboardEvent, id: string) => {
    const step = steps[event.key]
    const next = step && stepped(drawing, graph, id, step)
    if (step) event.preventDefault()
    if (next) {
      setCurrent(next)
      buttons.current.get(next)?.focus()
    }
    if (event.key.toLowerCase() === 'e') onMore(id)
    if (event.key.toLowerCase() === 'o') {
      const address = addressOf(id)
      if (address) window.location.assign(address)
    }
  }
  const at = (id: string) => drawing.places.get(id) ?? { x: 0, y: 0 }
  return (
    <section aria-label={text.pictureLabel(name)} className="overflow-auto rounded-md border border-line bg-sunken p-6">
      <div className="relative mx-auto" style={{ width: drawing.width, height: drawing.height }}>
        <svg aria-hidden="true" width={drawing.width} height={drawing.height} className="absolute fill-none">
          {graph.edges.map(({ from, to }) => {
            const [x1, y1] = [at(from).x + box.width, at(from).y + box.height / 2]
            const [x2, y2] = [at(to).x, at(to).y + box.height / 2]
            const bend = Math.max(24, (x2 - x1) / 2)
            const near = from === focus || to === focus
            return (
              <path
                key={`${from} ${to}`}
                d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
                className={near ? 'stroke-ink' : 'stroke-line-strong'}
              />
            )
          })}
        </svg>
        {graph.nodes.map((thing) => {
          const { id } = thing
          const address = addressOf(id)
          return (
            <div key={id} className="group absolute" style={{ left: at(id).x, top: at(id).y, ...box }}>
              <button
                type="button"
                ref={(element) => {
                  if (element) buttons.current.set(id, element)
                  else buttons.current.delete(id)
                }}
                tabIndex={id === focus ? 0 : -1}
                aria-current={graph.of.includes(id) ? 'true' : undefined}
                title={`${thing.name}\n${noteOf(thing)}`}
                onFocus={() => setCurrent(id)}
                onKeyDown={(event) => onKeyDown(event, id)}
                onClick={() => onCentre(id)}
                className={classNames(
                  'flex size-full flex-col justify-center rounded-md border border-l-3 bg-raised pr-6 pl-2 text-left hover:bg-hover',
                  graph.of.includes(id) ? 'border-accent shadow-[0_0_0_1px_var(--accent)]' : 'border-line-strong',
                  thing.removed && 'opacity-60',
                )}
                style={{ borderLeftColor: hues[thing.kind] }}
              >
                <span className="w-full truncate leading-4 font-strong">{thing.name}</span>
                <span className="w-full truncate text-12 leading-4 text-faint">{noteOf(thing)}</span>
              </button>
              {address && (
                <Link
                  href={address}
                  tabIndex={-1}
                  aria-label={`${text.openPage}: ${thing.name}`}
                  title={text.openPage}
                  className="absolute top-1 right-1 rounded p-0.5 text-faint hover:bg-hover hover:text-ink"
                >
                  <ExternalLink aria-hidden className="size-3.5" />
                </Link>
              )}
              {graph.more
                .filter((more) => more.id === id)
                .map((more) => {
                  const { direction } = more
                  const label = direction === 'up' ? text.moreBefore(thing.name) : text.moreAfter(thing.name)
                  return (
                    <button
                      key={direction}
                      type="button"
                      tabIndex={-1}
                      aria-label={`${text.left(more)}: ${label}`}
                      title={`${text.left(more)} ${label}`}
                      onClick={() => onMore(id)}
                      className={classNames(
                        'figures absolute -bottom-2 z-1 rounded-full border border-line-strong bg-raised px-1.5 text-[11px] leading-4 whitespace-nowrap text-soft hover:bg-hover hover:text-ink',
                        direction === 'up' ? '-left-1' : '-right-1',
                      )}
                    >
                      {text.left(more)}
                    </button>
                  )
                })}
            </div>
          )
        })}
      </div>
      <p className="sticky left-0 mt-4 w-fit text-12 text-faint">{text.keys}</p>
    </section>
  )
}
