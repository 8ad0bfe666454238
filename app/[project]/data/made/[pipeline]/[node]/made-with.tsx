'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { addressOf, lineageOf } from '../../../../../_lineage/address-of.ts'
import { noteOf } from '../../../../../_lineage/things.ts'
import { useTRPC } from '../../../../../_trpc/client.tsx'
import { Loaded } from '../../../../../_ui/loaded.tsx'
import { words } from '../../../../../_words/en.ts'

const text = words.lineage

/** Trainings, models and endpoints that came of the run that made a table. */
export function MadeWith({ project, runId }: { project: string; runId: string }) {
  const trpc = useTRPC()
  const graph = useQuery(trpc.lineage.graph.queryOptions({ of: `run:${runId}`, direction: 'down', fan: 100 }))
  return (
    <Loaded query={graph} what={text.usedBy.toLowerCase()}>
      {({ nodes, of }) => {
        const after = nodes.filter(({ id }) => !of.includes(id))
        if (after.length === 0) return <p className="py-3 text-soft">{text.unused}</p>
        return (
          <ul className="max-w-200 py-3">
            {after.map((thing) => (
              <li key={thing.id} className="border-b border-line py-1.5">
                <Link className="link" href={addressOf(project, thing) ?? lineageOf(project, thing.id)}>
                  {thing.name}
                </Link>{' '}
                <span className="text-soft">
                  {text.kinds[thing.kind].toLowerCase()} · {noteOf(thing)}
                </span>
              </li>
            ))}
          </ul>
        )
      }}
    </Loaded>
  )
}
