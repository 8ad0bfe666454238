import Link from 'next/link'
import { addressOfFound } from '../../_lineage/address-of.ts'
import type { Outputs } from '../../_trpc/outputs.ts'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'
import { Marked } from './marked.tsx'

const text = words.search

type Found = Outputs['search']['find']['found'][number]

export function FoundItem({ project, found, asked }: { project: string; found: Found; asked: string }) {
  const { title, at, place, said } = found
  const detail = detailOf(found)
  return (
    <li className="border-b border-line">
      <Link
        href={addressOfFound(project, found)}
        className="flex min-h-10 flex-wrap items-baseline gap-x-3 md:flex-nowrap rounded-md px-2 py-2 no-underline hover:bg-hover"
      >
        <span className="min-w-0 truncate font-strong">
          <Marked text={title} asked={asked} />
        </span>
        {detail && <span className="shrink-0 text-soft">{detail}</span>}
        {said && (
          <span
            className="order-last min-w-0 basis-full truncate text-soft md:order-none md:flex-1 md:basis-0"
            title={said}
          >
            <span className="text-faint">{text.places[place]}: </span>
            <Marked text={said} asked={asked} />
          </span>
        )}
        {at && (
          <span className="ml-auto shrink-0 text-12 text-faint">
            <RelativeTime at={at} />
          </span>
        )}
      </Link>
    </li>
  )
}

function detailOf({ kind, id, detail, extra }: Found): string | null {
  if (kind === 'file') return detail && words.data.version(Number(detail))
  if (kind === 'column' || kind === 'node') return detail && text.inColumn(detail)
  if (kind === 'version') return words.models.version(Number(extra)).toLowerCase()
  if (kind === 'run') return words.status[detail as keyof typeof words.status]?.toLowerCase() ?? detail
  if (kind === 'prediction') return `${detail ?? ''} · ${id.slice(0, 8)}`
  return detail
}
