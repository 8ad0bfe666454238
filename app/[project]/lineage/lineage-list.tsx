import Link from 'next/link'
import { Section } from '../../_frame/page.tsx'
import { lineageOf } from '../../_lineage/address-of.ts'
import { beyond, hues, noteOf, type Thing } from '../../_lineage/things.ts'
import { words } from '../../_words/en.ts'
import type { Walk } from './picture.tsx'

const text = words.lineage

/** The same as the picture, in words: for narrow screens and for those who do not see it. */
export function LineageList({ project, graph, addressOf, onMore }: Walk & { project: string }) {
  const sides = [
    { title: text.before, things: beyond(graph, 'up') },
    { title: text.after, things: beyond(graph, 'down') },
  ]
  return (
    <div className="grid gap-6 md:grid-cols-2">
      {sides.map(({ title, things }) => (
        <Section key={title} title={title}>
          {things.length === 0 && <p className="text-soft">{text.none}</p>}
          <ul>
            {things.map(({ thing, depth }) => (
              <li
                key={thing.id}
                className="flex min-h-8 flex-wrap items-center gap-x-2 border-b border-line py-1"
                style={{ paddingLeft: depth * 16 }}
              >
                <span
                  aria-hidden="true"
                  className="h-4 w-1 shrink-0 rounded-full"
                  style={{ background: hues[thing.kind] }}
                />
                <Name thing={thing} href={addressOf(thing.id) ?? lineageOf(project, thing.id)} />
                <Link
                  href={lineageOf(project, thing.id)}
                  className="link ml-auto text-12"
                  aria-label={`${text.centre}: ${thing.name}`}
                >
                  {text.centre}
                </Link>
                {graph.more
                  .filter(({ id }) => id === thing.id)
                  .map((more) => (
                    <button
                      key={more.direction}
                      type="button"
                      className="link text-12"
                      onClick={() => onMore(thing.id)}
                    >
                      {text.showLeft} {text.left(more)}
                    </button>
                  ))}
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </div>
  )
}

const Name = ({ thing, href }: { thing: Thing; href: string }) => (
  <>
    <Link className="link min-w-0 truncate" href={href}>
      {thing.name}
    </Link>
    <span className="text-soft">{noteOf(thing)}</span>
  </>
)
