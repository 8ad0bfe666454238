'use client'
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { VersionDecision } from '../../../_comparison/version-decision.tsx'
import { Notice } from '../../../_registry/notice.tsx'
import { SunsetNotice } from '../../../_registry/sunset.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { Button } from '../../../_ui/button.tsx'
import { Loaded } from '../../../_ui/loaded.tsx'
import { toast, toastFault } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { Card } from './card.tsx'
import { Examples } from './examples.tsx'
import { FilesView } from './files-view.tsx'
import { Version } from './version.tsx'
import { VersionFacts } from './version-facts.tsx'

const text = words.registry
export type VersionTab = 'overview' | 'card' | 'examples'
type Model = Outputs['models']['get']

interface VersionViewProps {
  project: string
  model: Model
  version: Model['versions'][number]
  tab: VersionTab
}

/** One version, seen from one side. */
export function VersionView({ project, model, version, tab }: VersionViewProps) {
  const trpc = useTRPC()
  const ref = { name: model.name, number: version.number }
  const details = useQuery(trpc.models.getVersion.queryOptions(version.form === 'onnx' ? ref : skipToken))
  const what = words.models.version(version.number).toLowerCase()
  if (tab === 'card') return <Card key={version.id} {...ref} />
  if (tab === 'examples')
    return (
      <Loaded query={details} what={what}>
        {(found) => <Examples version={found} />}
      </Loaded>
    )
  return (
    <div className="flex flex-col gap-8 pt-4">
      <div className="flex flex-col gap-3">
        <Notices model={model} version={version} />
        <VersionFacts project={project} model={model} version={version} />
      </div>
      {version.form === 'files' ? (
        <FilesView project={project} model={model.name} number={version.number} />
      ) : (
        <Loaded query={details} what={what}>
          {(found) => <Version project={project} version={found} />}
        </Loaded>
      )}
      {version.form === 'onnx' && <VersionDecision project={project} model={model.name} number={version.number} />}
    </div>
  )
}

function Notices({ model, version }: Pick<VersionViewProps, 'model' | 'version'>) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const ref = { name: model.name, number: version.number }
  const unarchive = useMutation(
    trpc.models.unarchive.mutationOptions({
      onSuccess: () => toast(text.unarchived(version.number)),
      onError: toastFault,
      onSettled: () => queries.invalidateQueries(trpc.models.pathFilter()),
    }),
  )
  return (
    <>
      {version.archivedAt && (
        <Notice
          title={text.archivedTitle}
          hint={text.archivedHint}
          action={
            <Button disabled={unarchive.isPending} onClick={() => unarchive.mutate(ref)}>
              {text.unarchive}
            </Button>
          }
        />
      )}
      {version.sunset && <SunsetNotice what={{ model: model.name, number: version.number }} sunset={version.sunset} />}
    </>
  )
}
