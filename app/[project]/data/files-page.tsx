'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Page } from '../../_frame/page.tsx'
import { List } from '../../_list/list.tsx'
import type { ListColumn } from '../../_list/list-column.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { Loaded } from '../../_ui/loaded.tsx'
import { bytesText, NumberText } from '../../_ui/number-text.tsx'
import { RelativeTime } from '../../_ui/relative-time.tsx'
import { toast } from '../../_ui/toaster.tsx'
import { Upload } from '../../_ui/upload.tsx'
import { words } from '../../_words/en.ts'

type Row = Outputs['files']['list'][number] & { uses: Outputs['lineage']['fileUses'][number] | undefined }
const text = words.data

const columns: [ListColumn<Row>, ...ListColumn<Row>[]] = [
  {
    key: 'name',
    title: text.columns.name,
    by: ({ name }) => name,
    render: ({ name, versions }) => (
      <>
        {name} {versions > 1 && <span className="font-normal text-faint">{text.versions(versions)}</span>}
      </>
    ),
  },
  {
    key: 'rows',
    title: text.columns.rows,
    align: 'right',
    by: ({ rows }) => rows,
    render: ({ rows }) => rows !== null && <NumberText value={rows} />,
  },
  {
    key: 'columns',
    title: text.columns.columns,
    align: 'right',
    by: (row) => row.columns.length,
    render: (row) => !row.notebook && <NumberText value={row.columns.length} />,
  },
  {
    key: 'size',
    title: text.columns.size,
    align: 'right',
    minor: true,
    by: ({ size }) => size,
    render: ({ size }) => <span className="figures whitespace-nowrap">{bytesText(size)}</span>,
  },
  {
    key: 'format',
    title: text.columns.format,
    minor: true,
    by: ({ format }) => format,
    render: ({ format }) => text.formatNames[format],
  },
  {
    key: 'used',
    title: text.columns.used,
    minor: true,
    by: ({ uses }) => uses && uses.pipelines + uses.models + uses.endpoints,
    render: ({ uses }) => uses && <span className="text-soft">{text.uses(uses)}</span>,
  },
  {
    key: 'added',
    title: text.columns.added,
    minor: true,
    by: ({ createdAt }) => createdAt,
    render: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
]

export function FilesPage({ project }: { project: string }) {
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const list = useQuery(trpc.files.list.queryOptions())
  const uses = new Map(useQuery(trpc.lineage.fileUses.queryOptions()).data?.map((one) => [one.file, one]))
  const address = (name: string) => `/${project}/data/${encodeURIComponent(name)}`
  return (
    <Page title={text.title}>
      <Upload
        project={project}
        onUploaded={({ name }) => {
          queries.invalidateQueries(trpc.files.pathFilter())
          toast.success(text.uploaded(name), {
            action: { label: text.show, onClick: () => router.push(address(name)) },
          })
        }}
      />
      <Loaded query={list} what={text.many}>
        {(rows) => (
          <List
            {...text}
            rows={rows.map((row) => ({ ...row, uses: uses.get(row.name) }))}
            columns={columns}
            id={({ id }) => id}
            href={({ name }) => address(name)}
            text={({ name, format, columns: own }) =>
              [name, format, ...own.slice(0, 100).map((one) => one.name)].join(' ')
            }
            order="-added"
            empty={<p className="py-8 text-center text-soft">{`${text.empty}. ${text.emptyHint}`}</p>}
          />
        )}
      </Loaded>
    </Page>
  )
}
