'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { LoadedPage } from '../../../../_frame/loaded-page.tsx'
import { Page, Section } from '../../../../_frame/page.tsx'
import { datasetAddress } from '../../../../_lineage/address-of.ts'
import { LineageLink } from '../../../../_lineage/lineage-link.tsx'
import { useAddress } from '../../../../_list/use-address.ts'
import { Fact } from '../../../../_registry/fact.tsx'
import { useTRPC } from '../../../../_trpc/client.tsx'
import type { Outputs } from '../../../../_trpc/outputs.ts'
import { ColumnsTable } from '../../../../_ui/columns-table.tsx'
import { RelativeTime } from '../../../../_ui/relative-time.tsx'
import { Select } from '../../../../_ui/select.tsx'
import { Tabs } from '../../../../_ui/tabs.tsx'
import { words } from '../../../../_words/en.ts'
import { UsedBy } from '../../[name]/used-by.tsx'
import { rangeText } from '../../range-text.ts'
import { Versions } from '../../versions.tsx'

const text = words.data

type Dataset = Outputs['datasets']['get']

interface LoggedPageProps {
  project: string
  name: string
  /** The newest content when absent. */
  digest?: string
}

/** Data that programs logged: what they told of it, and what became of it. */
export function LoggedPage({ project, name, digest }: LoggedPageProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const address = useAddress()
  const dataset = useQuery(trpc.datasets.get.queryOptions({ name, ...(digest && { digest }) }))
  const parent = { href: `/${project}/data`, label: text.title }
  return (
    <LoadedPage title={name} parent={parent} query={dataset} what={name}>
      {(shown) => (
        <Page
          title={name}
          parent={parent}
          note={[
            text.origins.logged.toLowerCase(),
            ...(shown.rows === null ? [] : [words.common.count(shown.rows, 'row', 'rows')]),
            ...(shown.columns.length ? [words.common.count(shown.columns.length, 'column', 'columns')] : []),
          ].join(', ')}
          actions={
            <>
              {shown.versions.length > 1 && (
                <Select
                  aria-label={text.versionsTitle}
                  className="w-44!"
                  value={shown.digest}
                  options={shown.versions.map(({ digest: value }) => ({ value, label: value }))}
                  onValue={(value) => router.push(datasetAddress(project, name, value))}
                />
              )}
              <LineageLink project={project} of={`dataset:${name}@${shown.digest}`} />
            </>
          }
        >
          <Told dataset={shown} />
          <Tabs
            label={name}
            value={address.get('show') ?? 'columns'}
            onValue={(show) => address.set({ show: show === 'columns' ? undefined : show })}
            tabs={[
              { value: 'columns', label: text.profile, content: <Columns dataset={shown} /> },
              {
                value: 'versions',
                label: text.contents,
                content: (
                  <Versions
                    shown={shown.digest}
                    versions={shown.versions.map((one) => ({
                      ...{ id: one.digest, rows: one.rows, columns: one.columns, at: one.createdAt },
                      href: datasetAddress(project, name, one.digest),
                    }))}
                  />
                ),
              },
              {
                value: 'used',
                label: words.lineage.usedBy,
                content: <UsedBy project={project} of={{ dataset: name, ...(digest && { digest }) }} />,
              },
            ]}
          />
        </Page>
      )}
    </LoadedPage>
  )
}

function Told({ dataset: { sourceType, source, digest, createdAt, changed } }: { dataset: Dataset }) {
  const changes = changed ? Object.entries(changed).filter(([, names]) => names.length > 0) : []
  return (
    <dl className="flex max-w-200 flex-col">
      <Fact label={text.source}>
        <span>{sourceType}</span>
        <code className="min-w-0 break-all text-soft">{sourceText(source)}</code>
      </Fact>
      <Fact label={text.digest}>
        <code>{digest}</code>
      </Fact>
      <Fact label={text.logged}>
        <RelativeTime at={createdAt} />
      </Fact>
      {changed && (
        <Fact label={text.changedSince}>
          {changes.length === 0 && text.unchanged}
          {changes.map(([how, names]) => (
            <span key={how} className="mr-3">
              <span className="text-soft">{text.changes[how as keyof typeof text.changes]}: </span>
              <code>{names.slice(0, 20).join(', ')}</code>
            </span>
          ))}
        </Fact>
      )}
    </dl>
  )
}

function Columns({ dataset: { name, columns, rows, profile } }: { dataset: Dataset }) {
  const told = columns.some(({ missing, histogram, distinct, top }) => missing ?? histogram ?? distinct ?? top)
  return (
    <div className="flex max-w-200 flex-col gap-3 pt-3">
      {columns.length === 0 ? (
        <p className="text-soft">{text.noColumns}</p>
      ) : (
        <>
          {!told && <p className="text-soft">{text.noStatistics}</p>}
          <ColumnsTable
            label={name}
            columns={columns.map(({ missing, ...column }) => ({
              ...column,
              ...(missing !== undefined && rows && { missing: missing / rows }),
              values: rangeText(column),
            }))}
          />
        </>
      )}
      {profile && (
        <Section title={text.toldBesides} about={text.notHere}>
          <pre className="max-h-60 overflow-auto rounded-md bg-sunken p-2 text-12">{profile.slice(0, 5000)}</pre>
        </Section>
      )}
    </div>
  )
}

/** The address in it, where it is written as MLflow's clients write it. */
function sourceText(source: string): string {
  try {
    const { uri, url, path } = JSON.parse(source) as Record<string, unknown>
    const address = uri ?? url ?? path
    return typeof address === 'string' ? address : source.slice(0, 500)
  } catch {
    return source.slice(0, 500)
  }
}
