'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Section } from '../../_frame/page.tsx'
import { useTRPC } from '../../_trpc/client.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { words } from '../../_words/en.ts'

const text = words.lineage

interface ImpactOfProps {
  project: string
  of: { file: string; version?: number } | { dataset: string; digest?: string }
  /** All of its columns when absent. */
  column: string | undefined
}

/** What must be trained again if data or one of its columns is wrong. */
export function ImpactOf({ project, of, column }: ImpactOfProps) {
  const trpc = useTRPC()
  const impact = useQuery(trpc.lineage.impact.queryOptions({ ...of, ...(column && { column }) }))
  return (
    <Section title={text.impact} about={text.impactAbout}>
      <Loaded query={impact} what={text.impact.toLowerCase()}>
        {({ versions, untouched, cut }) => (
          <>
            {versions.length === 0 ? (
              <p className="text-soft">{text.noImpact}</p>
            ) : (
              <table aria-label={text.impact} className="w-full max-w-240 table-fixed text-left">
                <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
                  <tr>
                    <th>{text.impactColumns.version}</th>
                    <th>{text.impactColumns.answers}</th>
                    {column && <th>{text.impactColumns.how}</th>}
                    <th className="hidden w-32 md:table-cell">{text.impactColumns.trained}</th>
                  </tr>
                </thead>
                <tbody>
                  {versions.map(({ id, model, number, newest, endpoints, how, inputs, createdAt }) => (
                    <tr key={id} className="border-b border-line [&>td]:h-8 [&>td]:pr-3">
                      <td className="truncate">
                        <Link className="link" href={`/${project}/models/${model}?version=${number}`}>
                          {model}, {words.models.version(number).toLowerCase()}
                        </Link>
                        {newest && <span className="text-soft"> · {text.newest}</span>}
                      </td>
                      <td className="truncate">
                        {endpoints.map(({ name, mode }) => (
                          <span key={name} className="mr-2">
                            <Link className="link" href={`/${project}/endpoints/${name}`}>
                              {name}
                            </Link>{' '}
                            <span className="text-soft">{mode}</span>
                          </span>
                        ))}
                      </td>
                      {column && (
                        <td className="truncate" title={inputs.join(', ')}>
                          {how && text.how[how]}
                          {inputs.length > 0 && <code className="text-soft"> {inputs.join(', ')}</code>}
                        </td>
                      )}
                      <td className="hidden md:table-cell">
                        <RelativeTime at={createdAt} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            {versions.some(({ how }) => how === 'name') && <p className="text-soft">{text.byName}</p>}
            {untouched > 0 && <p className="text-soft">{text.untouched(untouched)}</p>}
            {cut && <p className="text-soft">{text.cut}</p>}
          </>
        )}
      </Loaded>
    </Section>
  )
}
