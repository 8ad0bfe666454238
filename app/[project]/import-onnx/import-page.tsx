'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Page } from '../../_frame/page.tsx'
import { useAddress } from '../../_list/use-address.ts'
import { useTRPCClient } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { Upload, type UploadKind } from '../../_ui/upload.tsx'
import { words } from '../../_words/en.ts'
import { Inspection } from './inspection.tsx'
import { readRef } from './read-ref.ts'
import { RowsField } from './rows-field.tsx'
import { useSaid } from './use-said.ts'

const text = words.onnx

const kind: UploadKind = {
  address: () => '/api/models',
  label: text.drop,
  formats: text.formats,
  accept: '.onnx,.ubj,.json,.lgb,.txt,.skops',
  reading: text.trying,
}

/** A file through the gate, step by step; the address holds the file, the rows and what was said of them. */
export function ImportPage({ project }: { project: string }) {
  const client = useTRPCClient()
  const address = useAddress()
  const { said, say, isLong } = useSaid()
  const file = address.get('file')
  const of = readRef(address.get('of'))
  const version = of?.version === undefined ? undefined : { name: of.name, number: of.version }
  const rows = readRef(address.get('rows'))
  const told = { corrections: said, ...(rows && { rows }) }
  const inspection = useQuery({
    queryKey: ['onnx', file, version, said, rows],
    queryFn: () =>
      version
        ? client.models.inspectFiles.mutate({ ...version, ...told })
        : client.models.inspectOnnx.mutate({ file: file ?? '', ...told }),
    enabled: file !== undefined || version !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const chooseRows = (next: typeof rows) =>
    address.set({ rows: next && (next.version === undefined ? next.name : `${next.name}@${next.version}`) })
  const parent = version
    ? { href: `/${project}/models/${version.name}?version=${version.number}`, label: version.name }
    : { href: `/${project}/models`, label: words.models.title }
  return (
    <Page
      title={version ? text.ofVersion(version.name, version.number) : text.title}
      parent={parent}
      actions={
        file && (
          <Button onClick={() => address.set({ file: undefined, said: undefined, rows: undefined })}>
            {text.another}
          </Button>
        )
      }
    >
      <p className="max-w-160 text-soft">{version ? text.ofVersionAbout : text.about}</p>
      {isLong && <p className="text-12 text-faint">{text.tooMuch}</p>}
      {file || version ? (
        <Loaded query={inspection} what={text.inspecting}>
          {(found) => (
            <Inspection
              key={found.file}
              project={project}
              inspection={found}
              said={said}
              busy={inspection.isFetching}
              onSaid={say}
              version={version}
              rows={rows}
            >
              <RowsField project={project} chosen={rows} seen={found.rows} onChoose={chooseRows} />
            </Inspection>
          )}
        </Loaded>
      ) : (
        <Upload<{ file: string }>
          project={project}
          kind={kind}
          onUploaded={(received) => address.set({ file: received.file, said: undefined, rows: undefined })}
        />
      )}
      {inspection.isError && rows && (
        <RowsField project={project} chosen={rows} seen={undefined} onChoose={chooseRows} />
      )}
    </Page>
  )
}
