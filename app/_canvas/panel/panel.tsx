'use client'
import { type ReactNode, useEffect } from 'react'
import { KindMark } from '../../_ui/kind-mark.tsx'
import { Tabs } from '../../_ui/tabs.tsx'
import { words } from '../../_words/en.ts'
import type { Tab } from '../editor.ts'
import { useEditor, usePickedNode, useScene } from '../editor-context.ts'
import { useWhole } from '../store.ts'
import { DataTab } from './data-tab.tsx'
import { ManyPicked } from './many-picked.tsx'
import { PanelHeader } from './panel-header.tsx'
import { PipelinePanel } from './pipeline-panel.tsx'
import { RunTab } from './run-tab.tsx'
import { SetUpTab } from './set-up-tab.tsx'
import { WirePanel } from './wire-panel.tsx'

const said = words.canvas.panel

/** Follows the selection: a node's set-up, data and run; a wire; or the whole pipeline. */
export function Panel() {
  const editor = useEditor()
  const { nodes, edges } = useWhole(editor.picked)
  const node = usePickedNode()
  const [wire] = edges
  const picked = nodes.size + edges.size > 0
  return (
    <aside
      aria-label={said.label}
      className={`relative flex w-90 shrink-0 flex-col border-l border-line bg-ground max-lg:w-80 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-20 max-md:h-[50dvh] max-md:w-auto max-md:rounded-t-[10px] max-md:border-t max-md:border-l-0 max-md:shadow-float ${picked ? '' : 'max-md:hidden'}`}
    >
      {node ? (
        <NodePanel key={node} node={node} />
      ) : nodes.size > 1 ? (
        <ManyPicked />
      ) : wire ? (
        <WirePanel key={wire} wire={wire} />
      ) : (
        <PipelinePanel />
      )}
    </aside>
  )
}

function NodePanel({ node }: { node: string }) {
  const editor = useEditor()
  const { tab, param } = useWhole(editor.panel)
  const { cards, shown } = useScene()
  const card = cards.get(node)

  useEffect(() => {
    if (!param) return
    const row = document.querySelector<HTMLElement>(`[data-param="${CSS.escape(param)}"]`)
    row?.scrollIntoView({ block: 'center' })
    row?.querySelector<HTMLElement>('input, textarea, select, button')?.focus()
  }, [param])
  if (!card) return <PipelinePanel />

  const tabs: { value: Tab; label: ReactNode; content: ReactNode }[] = [
    { value: 'set-up', label: said.tabs.setUp, content: <SetUpTab node={node} /> },
    { value: 'data', label: said.tabs.data, content: <DataTab node={node} /> },
    { value: 'run', label: said.tabs.run, content: <RunTab node={node} /> },
  ]
  return (
    <>
      <PanelHeader
        mark={<KindMark kind={shown.spec.nodes[node]?.kind ?? ''} />}
        title={card.title}
        about={card.subtitle}
      />
      <div className="flex min-h-0 grow flex-col [&>div]:min-h-0 [&>div]:grow [&>div>[role=tablist]]:px-4 [&>div>[role=tabpanel]]:overflow-y-auto">
        <Tabs
          label={card.title}
          tabs={tabs}
          value={tab}
          onValue={(next) => editor.panel.update((panel) => ({ ...panel, tab: next as Tab }))}
        />
      </div>
    </>
  )
}
