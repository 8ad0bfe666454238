'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { LoadedPage } from '../../../../../_frame/loaded-page.tsx'
import { Page } from '../../../../../_frame/page.tsx'
import { LineageLink } from '../../../../../_lineage/lineage-link.tsx'
import { useAddress } from '../../../../../_list/use-address.ts'
import { Fact } from '../../../../../_registry/fact.tsx'
import { useTRPC } from '../../../../../_trpc/client.tsx'
import { ColumnsTable } from '../../../../../_ui/columns-table.tsx'
import { DataGrid } from '../../../../../_ui/data-grid.tsx'
import { Loaded } from '../../../../../_ui/loaded.tsx'
import { Tabs } from '../../../../../_ui/tabs.tsx'
import { words } from '../../../../../_words/en.ts'
import { rangeText } from '../../../range-text.ts'
import { Versions } from '../../../versions.tsx'
import { MadeWith } from './made-with.tsx'

const text = words.data

interface MadePageProps {
  project: string
  made: { pipeline: string; node: string; port: string; run?: string }
}

/** A table that a pipeline makes, as one of its runs made it. */
export function MadePage({ project, made }: MadePageProps) {
  const trpc = useTRPC()
  const address = useAddress()
  const table = useQuery(trpc.datasets.getMade.queryOptions(made))
  const { node, port } = made
  const preview = useQuery({
    ...trpc.runs.previewOutput.queryOptions({ runId: table.data?.runId ?? '', node, port, limit: 1000 }),
    enabled: table.data !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const parent = { href: `/${project}/data`, label: text.title }
  const here = `/${project}/data/made/${encodeURIComponent(made.pipeline)}/${encodeURIComponent(node)}`
  return (
    <LoadedPage title={node} parent={parent} query={table} what={node}>
      {({ pipeline, runId, artifact, columns, rows, versions }) => (
        <Page
          title={node}
          parent={parent}
          note={[
            text.madeBy(pipeline.name),
            ...(rows === null ? [] : [words.common.count(rows, 'row', 'rows')]),
            words.common.count(columns.length, 'column', 'columns'),
          ].join(', ')}
          actions={<LineageLink project={project} of={`run:${runId}`} />}
        >
          <dl className="flex flex-col">
            <Fact label={text.pipeline}>
              <Link className="link" href={`/${project}/pipelines/${pipeline.slug}?node=${encodeURIComponent(node)}`}>
                {pipeline.name}
              </Link>
            </Fact>
            <Fact label={text.run}>
              <Link className="link" href={`/${project}/runs/${runId}`}>
                <code className="break-all">{runId}</code>
              </Link>
            </Fact>
            <Fact label={text.digest}>
              <code title={artifact}>{artifact.slice(0, 16)}</code>
            </Fact>
          </dl>
          <Tabs
            label={node}
            value={address.get('show') ?? 'rows'}
            onValue={(show) => address.set({ show: show === 'rows' ? undefined : show })}
            tabs={[
              {
                value: 'rows',
                label: text.preview,
                content: (
                  <Loaded query={preview} what={text.waitRows}>
                    {(shown) =>
                      shown.type === 'table' && (
                        <div className="flex flex-col gap-2 pt-3">
                          <p className="text-soft">{text.firstRows(shown.preview.rows.length, shown.preview.total)}</p>
                          <DataGrid
                            columns={columns}
                            rows={shown.preview.rows}
                            label={node}
                            className="h-[max(320px,calc(100dvh-400px))]"
                          />
                        </div>
                      )
                    }
                  </Loaded>
                ),
              },
              {
                value: 'columns',
                label: text.profile,
                content: (
                  <Loaded query={preview} what={text.profile.toLowerCase()}>
                    {(shown) =>
                      shown.type === 'table' && (
                        <div className="max-w-200 pt-3">
                          <ColumnsTable
                            label={node}
                            columns={shown.profile.map((column) => ({
                              ...column,
                              role: columns.find(({ name }) => name === column.name)?.role,
                              missing: shown.preview.total ? column.missing / shown.preview.total : 0,
                              values: rangeText(column),
                            }))}
                          />
                        </div>
                      )
                    }
                  </Loaded>
                ),
              },
              {
                value: 'versions',
                label: text.contents,
                content: (
                  <Versions
                    shown={artifact}
                    versions={versions.map((one) => ({
                      ...{ id: one.artifact, rows: one.rows, at: one.createdAt },
                      href: `${here}?port=${encodeURIComponent(port)}&run=${one.runId}&show=versions`,
                    }))}
                  />
                ),
              },
              { value: 'used', label: words.lineage.usedBy, content: <MadeWith project={project} runId={runId} /> },
            ]}
          />
        </Page>
      )}
    </LoadedPage>
  )
}
