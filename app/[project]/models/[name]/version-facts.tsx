'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Aliases } from '../../../_registry/aliases.tsx'
import { Description } from '../../../_registry/description.tsx'
import { Fact } from '../../../_registry/fact.tsx'
import { Tags } from '../../../_registry/tags.tsx'
import { useTRPC } from '../../../_trpc/client.tsx'
import type { Outputs } from '../../../_trpc/outputs.ts'
import { RelativeTime } from '../../../_ui/relative-time.tsx'
import { Select } from '../../../_ui/select.tsx'
import { toast, toastFault } from '../../../_ui/toaster.tsx'
import { words } from '../../../_words/en.ts'
import { Origin } from './origin.tsx'

const text = words.registry
type Model = Outputs['models']['get']
type Stage = Model['versions'][number]['stage']
const stages = Object.entries(text.stages).map(([value, label]) => ({ value, label }))

interface VersionFactsProps {
  project: string
  model: Model
  version: Model['versions'][number]
}

/** What changes of a version, whose own row does not: all of it here, all of it undone with a click. */
export function VersionFacts({ project, model, version }: VersionFactsProps) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const settle = { onSettled: () => queries.invalidateQueries(trpc.models.pathFilter()), onError: toastFault }
  const setTag = useMutation(trpc.models.setVersionTag.mutationOptions(settle))
  const removeTag = useMutation(trpc.models.removeVersionTag.mutationOptions(settle))
  const update = useMutation(trpc.models.updateVersion.mutationOptions(settle))
  const move = useMutation(trpc.models.moveStage.mutationOptions(settle))
  const ref = { name: model.name, number: version.number }
  const moveTo = (stage: Stage) => {
    const before = version.stage
    const back = () => move.mutate({ ...ref, stage: before, others: 'keep' })
    move.mutate(
      { ...ref, stage, others: 'keep' },
      { onSuccess: () => toast(text.stages[stage], { action: { label: text.undo, onClick: back } }) },
    )
  }
  return (
    <dl className="flex flex-col gap-1">
      <Fact label={words.models.registered}>
        <span className="text-soft">
          <RelativeTime at={version.createdAt} /> {words.runs.by(version.createdBy)}
        </span>
      </Fact>
      <Fact label={text.from}>
        <Origin project={project} version={version} />
      </Fact>
      <Fact label={text.aliases}>
        <Aliases model={model} number={version.number} />
        {version.asked.map(({ request, alias }) => (
          <span key={request} className="text-12 text-warning">
            {text.asked(alias, request)}
          </span>
        ))}
      </Fact>
      <Fact label={text.stage}>
        <Select
          aria-label={text.stage}
          className="w-36!"
          options={stages}
          value={version.stage}
          onValue={(stage) => moveTo(stage as Stage)}
        />
      </Fact>
      <Fact label={text.tags}>
        <Tags
          tags={version.tags}
          onSet={(tag) => setTag.mutate({ ...ref, ...tag })}
          onRemove={(key) => removeTag.mutate({ ...ref, key })}
        />
      </Fact>
      <Fact label={text.description}>
        <Description value={version.description} onSave={(description) => update.mutate({ ...ref, description })} />
      </Fact>
    </dl>
  )
}
