'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { Page } from '../../_frame/page.tsx'
import { List } from '../../_list/list.tsx'
import { useAddress } from '../../_list/use-address.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { Select } from '../../_ui/select.tsx'
import { toast } from '../../_ui/toaster.tsx'
import { Upload } from '../../_ui/upload.tsx'
import { words } from '../../_words/en.ts'
import { type DataRow, dataColumns, loggedRow, madeRow, uploadedRow } from './data-row.tsx'

const text = words.data

/** Every table there is: uploaded, made by pipelines, logged by programs. */
export function FilesPage({ project }: { project: string }) {
  const trpc = useTRPC()
  const router = useRouter()
  const queries = useQueryClient()
  const address = useAddress()
  const list = useQuery(trpc.files.list.queryOptions())
  const made = useQuery(trpc.datasets.listMade.queryOptions())
  const logged = useQuery(trpc.datasets.list.queryOptions())
  const uses = new Map(useQuery(trpc.lineage.fileUses.queryOptions()).data?.map((one) => [one.file, one]))
  const from = Object.keys(text.origins).find((one) => one === address.get('from')) as DataRow['from'] | undefined
  return (
    <Page title={text.title}>
      <Upload
        project={project}
        onUploaded={({ name }) => {
          queries.invalidateQueries(trpc.files.pathFilter())
          toast.success(text.uploaded(name), {
            action: {
              label: text.show,
              onClick: () => router.push(`/${project}/data/${encodeURIComponent(name)}`),
            },
          })
        }}
      />
      <Loaded query={list} what={text.many}>
        {(files) => (
          <Loaded query={made} what={text.many}>
            {(tables) => (
              <Loaded query={logged} what={text.many}>
                {(datasets) => {
                  const all = [
                    ...files.map((file) => uploadedRow(project, file, uses.get(file.name))),
                    ...datasets.map((dataset) => loggedRow(project, dataset)),
                    ...tables.map((table) => madeRow(project, table)),
                  ]
                  return (
                    <List
                      {...text}
                      rows={from ? all.filter((row) => row.from === from) : all}
                      columns={dataColumns}
                      id={({ id }) => id}
                      href={({ href }) => href}
                      text={({ name, note, from: origin, columns }) =>
                        [name, note, text.origins[origin], ...columns.slice(0, 100)].join(' ')
                      }
                      order="-added"
                      filters={
                        all.length > 0 && (
                          <Select
                            aria-label={text.from}
                            className="w-48!"
                            value={from ?? ''}
                            placeholder={text.everything}
                            options={Object.entries(text.origins).map(([value, label]) => ({ value, label }))}
                            onValue={(value) => address.set({ from: value || undefined })}
                          />
                        )
                      }
                      empty={
                        <p className="py-8 text-center text-soft">
                          {from && all.length > 0 ? text.noneFrom[from] : `${text.empty}. ${text.emptyHint}`}
                        </p>
                      }
                    />
                  )
                }}
              </Loaded>
            )}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}
