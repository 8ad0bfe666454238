'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { LoadedPage } from '../../../_frame/loaded-page.tsx'
import { Page } from '../../../_frame/page.tsx'
import { LineageLink } from '../../../_lineage/lineage-link.tsx'
import { useAddress } from '../../../_list/use-address.ts'
import { useTRPC } from '../../../_trpc/client.tsx'
import { ConfirmByName } from '../../../_ui/confirm-by-name.tsx'
import { MoreMenu } from '../../../_ui/more-menu.tsx'
import { bytesText } from '../../../_ui/number-text.tsx'
import { Select } from '../../../_ui/select.tsx'
import { Tabs } from '../../../_ui/tabs.tsx'
import { toast } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { CorrectReading } from './correct-reading.tsx'
import { FileColumns } from './file-columns.tsx'
import { FileRows } from './file-rows.tsx'
import { NotebookCells } from './notebook-cells.tsx'
import { RunNotebook } from './run-notebook.tsx'
import { StartPipeline } from './start-pipeline.tsx'
import { UsedBy } from './used-by.tsx'

const text = words.data

interface FilePageProps {
  project: string
  name: string
  /** The newest when absent. */
  version?: number
}

export function FilePage({ project, name, version }: FilePageProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const address = useAddress()
  const ref = { name, ...(version && { version }) }
  const file = useQuery(trpc.files.get.queryOptions(ref))
  const [removing, setRemoving] = useState(false)
  const remove = useMutation(
    trpc.files.remove.mutationOptions({
      onSuccess: () => {
        toast(text.deleted(name))
        router.push(`/${project}/data`)
      },
    }),
  )
  return (
    <LoadedPage title={name} parent={{ href: `/${project}/data`, label: text.title }} query={file} what={name}>
      {(shown) => (
        <Page
          title={name}
          parent={{ href: `/${project}/data`, label: text.title }}
          note={[
            ...(shown.rows === null ? [] : [words.common.count(shown.rows, 'row', 'rows')]),
            shown.notebook
              ? words.canvas.form.notebook.facts(shown.notebook.cells, shown.notebook.kernel)
              : words.common.count(shown.columns.length, 'column', 'columns'),
            bytesText(shown.size),
          ].join(', ')}
          actions={
            <>
              {shown.versions.length > 1 && (
                <Select
                  aria-label={text.versionsTitle}
                  className="w-28!"
                  value={String(shown.version)}
                  options={shown.versions.map((one) => ({
                    value: String(one.version),
                    label: text.version(one.version),
                  }))}
                  onValue={(value) => router.push(`?version=${value}`)}
                />
              )}
              <LineageLink project={project} of={`file:${name}@${shown.version}`} />
              {shown.notebook ? (
                <RunNotebook project={project} file={{ ...shown, notebook: shown.notebook }} />
              ) : (
                <StartPipeline project={project} file={shown} />
              )}
              <MoreMenu groups={[[{ label: text.delete, danger: true, onSelect: () => setRemoving(true) }]]} />
            </>
          }
        >
          {shown.dialect && <CorrectReading key={shown.id} file={{ ...shown, dialect: shown.dialect }} />}
          {shown.dialect?.renamed && <p className="text-warning">{text.renamed(shown.dialect.renamed)}</p>}
          <Tabs
            label={name}
            value={address.get('show') ?? 'rows'}
            onValue={(show) => address.set({ show: show === 'rows' ? undefined : show })}
            tabs={[
              ...(shown.notebook
                ? [{ value: 'rows', label: text.notebook.cells, content: <NotebookCells {...ref} /> }]
                : [
                    { value: 'rows', label: text.preview, content: <FileRows {...ref} /> },
                    {
                      value: 'columns',
                      label: text.profile,
                      content: <FileColumns {...ref} columns={shown.columns} />,
                    },
                  ]),
              {
                value: 'used',
                label: words.lineage.usedBy,
                content: <UsedBy project={project} of={{ file: name, ...(version && { version }) }} />,
              },
            ]}
          />
          <ConfirmByName
            open={removing}
            onOpen={setRemoving}
            title={text.deleteTitle(name)}
            consequence={text.deleteConsequence}
            name={name}
            action={text.deleteAction}
            onConfirm={() => remove.mutateAsync({ name })}
          />
        </Page>
      )}
    </LoadedPage>
  )
}
