'use client'
import { useState } from 'react'
import { Field } from '../../_ui/field.tsx'
import { FormDialog } from '../../_ui/form-dialog.tsx'
import { NameField } from '../../_ui/name-field.tsx'
import { NumberField } from '../../_ui/number-field.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { overridesText, readOverrides } from '../pipelines/overrides.ts'
import { ParametersField } from '../pipelines/parameters-field.tsx'
import { PipelineField } from '../pipelines/pipeline-field.tsx'
import { type Kind, placeholders, rests, type Settings, startOf, watches } from './settings.ts'
import { WatchFields } from './watch-fields.tsx'

const text = words.triggers
const kinds = Object.entries(text.kinds).map(([value, label]) => ({ value, label }))

interface TriggerDialogProps {
  onClose: () => void
  title: string
  action: string
  initial: Settings
  /** Slug of the pipeline, to be chosen; absent where it and the kind stay what they are. */
  pipeline?: string
  busy: boolean
  error: unknown
  onSettings: (settings: Settings, pipeline: string) => void
}

export function TriggerDialog({ onClose, title, action, initial, busy, error, ...rest }: TriggerDialogProps) {
  const [settings, setSettings] = useState(initial)
  const [pipeline, setPipeline] = useState(rest.pipeline)
  const [lines, setLines] = useState(overridesText(initial.overrides))
  const change = (part: Partial<Settings>) => setSettings((before) => ({ ...before, ...part }))
  const read = readOverrides(lines)
  const { watch } = settings
  const names = [...placeholders[watch.kind], 'arrived_time', 'trigger'].map((name) => `{{ ${name} }}`).join(', ')
  return (
    <FormDialog
      {...{ title, action, error, onClose }}
      ready={!busy && 'overrides' in read}
      onSend={() => 'overrides' in read && rest.onSettings({ ...settings, ...read }, pipeline ?? '')}
    >
      <NameField label={text.name} value={settings.name} onValue={(name) => change({ name })} />
      {pipeline !== undefined && (
        <>
          <PipelineField label={text.pipeline} slug={pipeline} onSlug={setPipeline} />
          <Field label={text.kind}>
            <Select
              options={kinds}
              value={watch.kind}
              onValue={(kind) => change({ watch: startOf(kind as Kind), cooldownSeconds: 0 })}
            />
          </Field>
        </>
      )}
      {watches(watch.kind) && (
        <PipelineField
          label={watch.kind === 'metric' ? text.watchedMetric : text.watched}
          slug={settings.watched}
          onSlug={(watched) => change({ watched })}
        />
      )}
      <WatchFields watch={watch} onWatch={(next) => change({ watch: next })} />
      {watch.kind !== 'api' && <ParametersField hint={text.parametersHint(names)} lines={lines} onLines={setLines} />}
      {rests(watch.kind) && (
        <NumberField
          label={text.cooldown}
          hint={text.cooldownHint}
          value={settings.cooldownSeconds}
          onValue={(cooldownSeconds) => change({ cooldownSeconds })}
        />
      )}
    </FormDialog>
  )
}
