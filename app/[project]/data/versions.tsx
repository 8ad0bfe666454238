import Link from 'next/link'
import { NumberText } from '../../_ui/number-text.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'

const text = words.data

interface VersionsProps {
  shown: string
  versions: { id: string; href: string; rows: number | null; columns?: number; at: Date }[]
}

/** The contents that a table had, the newest first. */
export function Versions({ shown, versions }: VersionsProps) {
  return (
    <table aria-label={text.contents} className="mt-3 w-full max-w-200 text-left">
      <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
        <tr>
          <th>{text.contentColumns.content}</th>
          <th className="text-right">{text.contentColumns.rows}</th>
          <th className="hidden text-right md:table-cell">{text.contentColumns.columns}</th>
          <th className="pl-6">{text.contentColumns.at}</th>
        </tr>
      </thead>
      <tbody>
        {versions.map(({ id, href, rows, columns, at }, place) => (
          <tr key={id} className="border-b border-line [&>td]:h-8" aria-current={id === shown || undefined}>
            <td>
              <Link className={id === shown ? 'font-strong' : 'link'} href={href}>
                <code>{id.slice(0, 16)}</code>
              </Link>
              {place === 0 && <span className="text-soft"> · {text.newest}</span>}
            </td>
            <td className="text-right">{rows !== null && <NumberText value={rows} />}</td>
            <td className="hidden text-right md:table-cell">
              {columns !== undefined && <NumberText value={columns} />}
            </td>
            <td className="pl-6">
              <RelativeTime at={at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
