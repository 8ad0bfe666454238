'use client'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTRPC } from '../../_trpc/client.tsx'
import type { Outputs } from '../../_trpc/outputs.ts'
import { Button } from '../../_ui/button.tsx'
import { CodeBlock } from '../../_ui/code-block.tsx'
import { DataGrid } from '../../_ui/data-grid.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { Markdown } from '../../_ui/markdown.tsx'
import { bytesText } from '../../_ui/number-text.tsx'
import { words } from '../../_words/en.ts'
import { Notebook } from './notebook.tsx'

const text = words.tracking
type Preview = Outputs['tracked']['preview']

interface ArtifactPreviewProps {
  project: string
  /** In the store. */
  path: string
  /** As people see it. */
  name: string
}

export function ArtifactPreview({ project, path, name }: ArtifactPreviewProps) {
  const trpc = useTRPC()
  const preview = useQuery(trpc.tracked.preview.queryOptions({ path }))
  const address = `/api/artifacts?${new URLSearchParams({ project, path })}`
  return (
    <section aria-label={name} className="flex min-w-0 flex-col gap-3">
      <header className="flex flex-wrap items-center gap-3">
        <h2 className="min-w-0 text-15 break-all">{name}</h2>
        <span className="text-soft">{preview.data && bytesText(preview.data.size)}</span>
        <Button asChild className="ml-auto">
          <a href={`${address}&download`} download>
            <Download aria-hidden />
            {text.download}
          </a>
        </Button>
      </header>
      <Loaded query={preview} what={name}>
        {(found) => <Body preview={found} name={name} address={address} />}
      </Loaded>
    </section>
  )
}

function Body({ preview, name, address }: { preview: Preview; name: string; address: string }) {
  switch (preview.is) {
    case 'image':
      return (
        // biome-ignore lint/performance/noImgElement: a stored file as it is
        <img
          src={address}
          alt={text.pictureOf(name)}
          className="max-h-[70dvh] max-w-full self-start rounded-md bg-raised"
        />
      )
    case 'table': {
      const { columns, rows, total } = preview.table
      const label = text.rowsShown(rows.length, total)
      return (
        <>
          <p className="text-12 text-faint">{label}</p>
          <DataGrid columns={columns} rows={rows} label={label} className="h-[60dvh]" />
        </>
      )
    }
    case 'notebook':
      return <Notebook cells={preview.cells} />
    case 'json':
      return <CodeBlock code={pretty(preview.text)} className="[&>pre]:max-h-[70dvh]" />
    case 'html':
      return (
        <>
          <p className="text-12 text-faint">{text.frameOf(name)}</p>
          <iframe
            title={text.frameOf(name)}
            sandbox=""
            srcDoc={preview.text}
            className="h-[60dvh] w-full rounded-md border border-line bg-raised [color-scheme:light]"
          />
        </>
      )
    case 'text':
      return (
        <>
          {preview.cut === 'cut' && <p className="text-12 text-faint">{text.cutText(bytesText(preview.size))}</p>}
          {name.endsWith('.md') ? (
            <Markdown text={preview.text} />
          ) : (
            <CodeBlock code={preview.text} className="[&>pre]:max-h-[70dvh]" />
          )}
        </>
      )
    case 'nothing':
      return <p className="py-8 text-soft">{text.noPreview}</p>
  }
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}
