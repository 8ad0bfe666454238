'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import { Page } from '../../_frame/page.tsx'
import { useAddress } from '../../_list/use-address.ts'
import { useTRPCClient } from '../../_trpc/client.tsx'
import { Button } from '../../_ui/button.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { Upload, type UploadKind } from '../../_ui/upload.tsx'
import { words } from '../../_words/en.ts'
import { Inspection } from './inspection.tsx'

const text = words.onnx

const kind: UploadKind = { address: () => '/api/models', label: text.drop, formats: text.formats, accept: '.onnx' }

/** A file through the gate, step by step; the address holds the file and what was said of it. */
export function ImportPage({ project }: { project: string }) {
  const client = useTRPCClient()
  const address = useAddress()
  const file = address.get('file')
  const said = address.get('said')
  const inspection = useQuery({
    queryKey: ['onnx', file, said],
    queryFn: () => client.models.inspectOnnx.mutate({ file: file ?? '', corrections: readSaid(said) }),
    enabled: file !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Page
      title={text.title}
      parent={{ href: `/${project}/models`, label: words.models.title }}
      actions={
        file && <Button onClick={() => address.set({ file: undefined, said: undefined })}>{text.another}</Button>
      }
    >
      <p className="max-w-160 text-soft">{text.about}</p>
      {file ? (
        <Loaded query={inspection} what={text.inspecting}>
          {(found) => (
            <Inspection
              key={found.file}
              project={project}
              inspection={found}
              said={readSaid(said)}
              busy={inspection.isFetching}
              onSaid={(next) => address.set({ said: JSON.stringify(next) })}
            />
          )}
        </Loaded>
      ) : (
        <Upload<{ file: string }>
          project={project}
          kind={kind}
          onUploaded={(received) => address.set({ file: received.file, said: undefined })}
        />
      )}
    </Page>
  )
}

function readSaid(said: string | undefined): Corrections {
  try {
    return said ? (JSON.parse(said) as Corrections) : {}
  } catch {
    return {}
  }
}
