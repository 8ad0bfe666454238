'use client'
import { Download, ExternalLink } from 'lucide-react'
import { Notebook } from '../../_tracking/artifacts/notebook.tsx'
import { Button } from '../../_ui/button.tsx'
import { ButtonLink } from '../../_ui/button-link.tsx'
import { words } from '../../_words/en.ts'
import type { StepView } from '../api.ts'
import { useEditor, useShown } from '../editor-context.ts'
import { useLive } from './use-live.ts'

const said = words.canvas.step.notebook

/** The notebook that a step runs, as it fills; of other steps nothing. */
export function ExecutedNotebook({ run, node, step }: { run: string; node: string; step: StepView }) {
  const { spec } = useShown()
  return spec.nodes[node]?.kind.startsWith('notebook.') ? <Executed run={run} node={node} step={step} /> : null
}

function Executed({ run, node, step }: { run: string; node: string; step: StepView }) {
  const { api, project } = useEditor()
  const found = useLive(['notebook', run, node], step, () => api.notebook(run, node))
  if (!found?.cells) return null
  const file = found.path && `/api/artifacts?${new URLSearchParams({ project, path: found.path })}&download`
  return (
    <section aria-label={found.name}>
      <header className="flex flex-wrap items-center gap-2 pb-2">
        <h3 className="min-w-0 grow truncate text-12 text-faint">{found.name}</h3>
        {file && (
          <>
            <ButtonLink href={`/${project}/experiments/${encodeURIComponent(found.experiment)}/runs/${found.run}`}>
              <ExternalLink aria-hidden />
              {said.open}
            </ButtonLink>
            <Button asChild>
              <a href={file} download>
                <Download aria-hidden />
                {said.download}
              </a>
            </Button>
          </>
        )}
      </header>
      <Notebook cells={found.cells} />
    </section>
  )
}
