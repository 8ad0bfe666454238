import Link from 'next/link'
import { addressOfFound } from '../../_lineage/address-of.ts'
import type { Outputs } from '../../_trpc/outputs.ts'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'

const text = words.search

type Found = Outputs['search']['find']['found'][number]

export function FoundItem({ project, found }: { project: string; found: Found }) {
  const { kind, title, at } = found
  const detail = detailOf(found)
  return (
    <li className="border-b border-line">
      <Link
        href={addressOfFound(project, found)}
        className="flex min-h-10 flex-wrap items-baseline gap-x-3 md:flex-nowrap rounded-md px-2 py-2 no-underline hover:bg-hover"
      >
        <span className="w-28 shrink-0 text-12 text-faint">{text.one[kind]}</span>
        <span className="min-w-0 shrink-0 truncate font-strong">{title}</span>
        {detail && <span className="min-w-0 truncate text-soft">{detail}</span>}
        {at && (
          <span className="ml-auto text-12 text-faint">
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
  if (kind === 'version') return `${words.models.version(Number(extra)).toLowerCase()} · ${detail ?? ''}`
  if (kind === 'prediction') return `${detail ?? ''} · ${id.slice(0, 8)}`
  return detail
}
