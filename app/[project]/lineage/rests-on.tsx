'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Section } from '../../_frame/page.tsx'
import { lineageOf } from '../../_lineage/address-of.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { Loaded } from '../../_ui/loaded.tsx'
import { words } from '../../_words/en.ts'

const text = words.lineage

type Foundation = Outputs['lineage']['restsOn'][number]
type Columns = NonNullable<Foundation['columns']>
type FileColumn = Columns['rows'][number]

interface RestsOnProps {
  project: string
  of: { endpoint: string } | { model: string; number: number }
  title?: string
}

/** From which columns of which files each input of a model comes. */
export function RestsOn({ project, of, title = text.restsOn }: RestsOnProps) {
  const trpc = useTRPC()
  const found = useQuery(trpc.lineage.restsOn.queryOptions(of))
  return (
    <Loaded query={found} what={title.toLowerCase()}>
      {(versions) =>
        versions.map(({ versionId, model, number, mode, columns, rows, origin, byName }) => (
          <Section
            key={versionId}
            title={title}
            about={`${model}, ${words.models.version(number).toLowerCase()}${mode ? ` · ${mode}` : ''}`}
          >
            {columns ? (
              <Inputs project={project} columns={columns} />
            ) : rows ? (
              <ToldBy project={project} rows={rows} />
            ) : (
              <Known origin={origin} byName={byName} project={project} />
            )}
          </Section>
        ))
      }
    </Loaded>
  )
}

/** Nobody saw how an imported model was trained. */
function ToldBy({ project, rows: { name, version } }: { project: string; rows: NonNullable<Foundation['rows']> }) {
  return (
    <p>
      <span className="text-soft">{text.importedRows}: </span>
      <Link className="link" href={lineageOf(project, `file:${name}@${version}`)}>
        {name}
      </Link>{' '}
      <code className="text-faint">{version}</code>
    </p>
  )
}

/** The run and its data, where no step tells of columns. */
function Known({
  project,
  byName,
  origin: { run, files, datasets, whyNoRun },
}: {
  project: string
  origin: Foundation['origin']
  byName: Foundation['byName']
}) {
  if (!run) return <p className="text-soft first-letter:uppercase">{whyNoRun}.</p>
  const data = [
    ...files.map(({ name, version }) => ({ name, version, id: `file:${name}${version ? `@${version}` : ''}` })),
    ...datasets.map(({ name, digest }) => ({ name, version: digest, id: `dataset:${name}@${digest}` })),
  ]
  return (
    <>
      <p className="text-soft">{data.length > 0 ? text.noColumns : text.noData}</p>
      <ul>
        {data.map(({ name, version, id }) => (
          <li key={id}>
            <Link className="link" href={lineageOf(project, id)}>
              {name}
            </Link>{' '}
            <code className="text-faint">{version}</code>
          </li>
        ))}
      </ul>
      {byName.length > 0 && (
        <p>
          <span className="text-soft">{text.sameNames}: </span>
          {byName.map(({ name, from: [first] }, place) => (
            <span key={name}>
              {place > 0 && ', '}
              <Link
                className="link"
                href={`${lineageOf(project, `dataset:${first?.dataset}@${first?.digest}`)}&column=${encodeURIComponent(name)}`}
              >
                <code>{name}</code>
              </Link>
            </span>
          ))}
        </p>
      )}
    </>
  )
}

function Inputs({ project, columns: { inputs, rows, exact } }: { project: string; columns: Columns }) {
  return (
    <>
      {!exact && <p className="rounded-md bg-warning-soft px-3 py-2">{text.may}</p>}
      <table aria-label={text.restsOn} className="w-full max-w-240 table-fixed text-left">
        <thead className="border-b border-line text-12 text-faint [&_th]:pb-1 [&_th]:font-normal">
          <tr>
            <th>{text.columnsOf.name}</th>
            <th className="w-24">{text.columnsOf.role}</th>
            <th className="w-1/2">{text.columnsOf.from}</th>
          </tr>
        </thead>
        <tbody>
          {inputs.map(({ name, role, from }) => (
            <tr key={name} className="border-b border-line [&>td]:py-1 [&>td]:pr-3">
              <td className="truncate">
                <code>{name}</code>
              </td>
              <td className="text-soft">{text.roles[role]}</td>
              <td>
                {from.length === 0 ? (
                  <span className="text-soft">{text.nowhere}</span>
                ) : (
                  <Sources project={project} from={from} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > 0 && (
        <p>
          <span className="text-soft">{text.rowsBy}: </span>
          <Sources project={project} from={rows} />
        </p>
      )}
    </>
  )
}

const Sources = ({ project, from }: { project: string; from: FileColumn[] }) =>
  from.map(({ file, version, column }, place) => (
    <span key={`${file} ${version} ${column}`}>
      {place > 0 && ', '}
      <Link
        className="link"
        href={`${lineageOf(project, `file:${file}${version ? `@${version}` : ''}`)}&column=${encodeURIComponent(column)}`}
      >
        <code>{column}</code>
      </Link>{' '}
      <span className="text-soft">{file}</span>
    </span>
  ))
