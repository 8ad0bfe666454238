'use client'
import { useQuery } from '@tanstack/react-query'
import { useAddress } from '../../_list/use-address.ts'
import { useTRPC } from '../../_trpc/client.tsx'
import { EmptyState } from '../../_ui/empty-state.tsx'
import { Loaded } from '../../_ui/loaded.tsx'
import { words } from '../../_words/en.ts'
import { ArtifactPreview } from './artifact-preview.tsx'
import { ArtifactTree } from './artifact-tree.tsx'
import type { artifactRoot } from './root.ts'

const text = words.tracking

interface ArtifactBrowserProps {
  project: string
  root: ReturnType<typeof artifactRoot>
}

/** The files of a run at the left, the chosen one at the right. */
export function ArtifactBrowser({ project, root }: ArtifactBrowserProps) {
  if ('elsewhere' in root)
    return (
      <p className="py-8 text-soft">
        {text.elsewhere} <code className="break-all">{root.elsewhere}</code>
      </p>
    )
  return <Files project={project} folder={root.folder} />
}

function Files({ project, folder }: { project: string; folder: string }) {
  const trpc = useTRPC()
  const address = useAddress()
  const chosen = address.get('file')
  const top = useQuery(trpc.tracked.artifacts.queryOptions({ folder }))
  return (
    <Loaded query={top} what={text.artifacts.toLowerCase()}>
      {(entries) =>
        entries.length === 0 ? (
          <EmptyState title={text.noArtifacts} hint={text.noArtifactsHint} />
        ) : (
          <div className="grid gap-6 pt-4 md:grid-cols-[minmax(14rem,20rem)_minmax(0,1fr)]">
            <ArtifactTree folder={folder} chosen={chosen} onChoose={(file) => address.set({ file })} />
            {chosen ? (
              <ArtifactPreview project={project} path={`${folder}/${chosen}`} name={chosen} />
            ) : (
              <p className="py-8 text-soft">{text.chooseArtifact}</p>
            )}
          </div>
        )
      }
    </Loaded>
  )
}
