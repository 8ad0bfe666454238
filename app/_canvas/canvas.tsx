'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Spec } from '#pipeline/spec.ts'
import { LoadedPage } from '../_frame/loaded-page.tsx'
import { useTRPC, useTRPCClient } from '../_trpc/client.tsx'
import type { Outputs } from '../_trpc/outputs.ts'
import { toast, toastFault } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'
import { apiOfTrpc } from './api-of-trpc.ts'
import { type CatalogueEntry, entriesOf } from './catalogue.ts'
import { adoptNewer } from './document/adopt-newer.ts'
import { openDraft } from './document/open-draft.ts'
import { createEditor, type Editor } from './editor.ts'
import { EditorContext } from './editor-context.ts'
import { placed } from './layout/placed.ts'
import { openPast, showNewestRun, stopFollowing } from './run/verbs.ts'
import { Workbench } from './workbench.tsx'

interface CanvasProps {
  project: string
  slug: string
  /** A past run to open at once. */
  run?: string | undefined
  /** A node to select at once. */
  node?: string | undefined
}

/** The editor of one pipeline, or why it cannot be opened. */
export function Canvas({ slug, ...props }: CanvasProps) {
  const trpc = useTRPC()
  const pipeline = useQuery(trpc.pipelines.get.queryOptions({ slug }, { gcTime: 0 }))
  const catalogue = useQuery(trpc.catalogue.list.queryOptions(undefined, { staleTime: Infinity }))
  const list = { href: `/${props.project}/pipelines`, label: words.pipelines.title }
  return (
    <LoadedPage title={slug} parent={list} query={pipeline} what={slug}>
      {(pipeline) => (
        <LoadedPage title={slug} parent={list} query={catalogue} what={slug}>
          {(catalogue) => <Opened {...props} pipeline={pipeline} catalogue={catalogue} />}
        </LoadedPage>
      )}
    </LoadedPage>
  )
}

interface OpenedProps extends Omit<CanvasProps, 'slug'> {
  pipeline: Outputs['pipelines']['get']
  catalogue: Outputs['catalogue']['list']
}

function Opened({ project, run, node, pipeline, catalogue }: OpenedProps) {
  const client = useTRPCClient()
  const [editor, setEditor] = useState<Editor>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the page and its address said first is opened once
  useEffect(() => {
    const api = apiOfTrpc(client, pipeline.pipelineId)
    const opened = createEditor(project, viewOf(pipeline), entriesOf(catalogue as CatalogueEntry[]), api, localStorage)
    if (openDraft(opened)) toast(words.canvas.save.restored)
    if (node) opened.picked.set({ nodes: new Set([node]), edges: new Set() })
    void showNewestRun(opened)
    if (run)
      api
        .run(run)
        .then(({ revision }) => openPast(opened, revision, run))
        .catch(toastFault)
    setEditor(opened)
    return () => {
      stopFollowing(opened)
      opened.close()
    }
  }, [client, project, pipeline.pipelineId, catalogue])

  useEffect(() => {
    if (editor) adoptNewer(editor, viewOf(pipeline))
  }, [editor, pipeline])

  if (!editor) return <div className="h-full bg-ground" />
  return (
    <EditorContext value={editor}>
      <Workbench />
    </EditorContext>
  )
}

const viewOf = <P extends { pipelineId: string; spec: Spec }>(pipeline: P) => ({
  ...pipeline,
  id: pipeline.pipelineId,
  spec: placed(pipeline.spec),
})
