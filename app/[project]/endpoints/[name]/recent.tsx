'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTRPC } from '../../../_trpc/client.tsx'
import { cellText } from '../../../_ui/cell-text.ts'
import { Duration } from '../../../_ui/duration.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { Picture } from '../../../_ui/picture.tsx'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { words } from '../../../_words/en.ts'

const text = words.endpoints

export const recent = (endpoint: string) => ({ endpoint, limit: 20 })

interface RecentProps {
  project: string
  endpoint: string
  /** In the order in which the model names them. */
  columns: readonly string[]
}

/** The last twenty rows answered. */
export function Recent({ project, endpoint, columns }: RecentProps) {
  const trpc = useTRPC()
  const list = useQuery(trpc.predictions.list.queryOptions(recent(endpoint)))
  return (
    <Loaded query={list} what={text.recent.toLowerCase()}>
      {({ predictions }) =>
        predictions.length === 0 ? (
          <p className="text-soft">{text.noRecent}</p>
        ) : (
          <table aria-label={text.recent} className="w-full table-fixed text-left">
            <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
              <tr>
                <th className="w-28">{text.predictionColumns.when}</th>
                <th className="md:w-36">{text.predictionColumns.answer}</th>
                <th className="hidden w-18 md:table-cell">{text.predictionColumns.version}</th>
                <th className="hidden w-20 md:table-cell">{text.predictionColumns.took}</th>
                <th className="hidden md:table-cell">{text.predictionColumns.inputs}</th>
                <th className="w-18">
                  <span className="sr-only">{words.predictions.explain}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {predictions.map(({ id, at, inputs, output, version, microseconds }) => (
                <tr key={id} className="border-b border-line [&>td]:h-8 [&>td]:pr-3">
                  <td>
                    <RelativeTime at={at} />
                  </td>
                  <td className="truncate font-strong">{cellText(output.prediction)}</td>
                  <td className="figures hidden md:table-cell">{version}</td>
                  <td className="hidden md:table-cell">
                    <Duration milliseconds={microseconds / 1000} />
                  </td>
                  <td className="hidden truncate md:table-cell" title={inputsText(inputs, columns)}>
                    {Object.entries(inputs).map(
                      ([column, value]) =>
                        isPicture(value) && (
                          <Picture key={column} src={value} alt={column} className="mr-2 inline size-7 rounded-[2px]" />
                        ),
                    )}
                    <code className="text-soft">{inputsText(inputs, columns)}</code>
                  </td>
                  <td className="pr-0! text-right">
                    <Link className="link" href={`/${project}/predictions/${id}`}>
                      {words.predictions.explain}
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </Loaded>
  )
}

const isPicture = (value: unknown): value is string => typeof value === 'string' && value.startsWith('data:image/png;')

const inputsText = (inputs: Record<string, unknown>, columns: readonly string[]): string =>
  Object.entries(inputs)
    .toSorted(([a], [b]) => columns.indexOf(a) - columns.indexOf(b))
    .filter(([, value]) => !isPicture(value))
    .map(([name, value]) => `${name} ${value === null ? '–' : cellText(value)}`)
    .join(', ')
