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
import { Foreseen } from './foreseen.tsx'
import type { Settings } from './settings.ts'
import { TimingFields } from './timing-fields.tsx'

const text = words.schedules

interface ScheduleDialogProps {
  onClose: () => void
  title: string
  action: string
  initial: Settings
  /** Slug of the pipeline; empty where it is still to be chosen, absent where it cannot be. */
  pipeline?: string
  busy: boolean
  error: unknown
  onSettings: (settings: Settings, pipeline: string) => void
}

export function ScheduleDialog({ onClose, title, action, initial, busy, error, ...rest }: ScheduleDialogProps) {
  const [settings, setSettings] = useState(initial)
  const [pipeline, setPipeline] = useState(rest.pipeline)
  const [lines, setLines] = useState(overridesText(initial.overrides))
  const change = (part: Partial<Settings>) => setSettings((before) => ({ ...before, ...part }))
  const read = readOverrides(lines)
  return (
    <FormDialog
      {...{ title, action, error, onClose }}
      ready={!busy && 'overrides' in read}
      onSend={() => 'overrides' in read && rest.onSettings({ ...settings, ...read }, pipeline ?? '')}
    >
      <NameField label={text.name} value={settings.name} onValue={(name) => change({ name })} />
      {pipeline !== undefined && <PipelineField label={text.pipeline} slug={pipeline} onSlug={setPipeline} />}
      <TimingFields timing={settings.timing} onTiming={(timing) => change({ timing })} />
      <section aria-label={text.next} className="flex flex-col gap-2 rounded-md bg-sunken px-3 py-2.5">
        <h3 className="text-12 font-strong text-soft">{text.next}</h3>
        <Foreseen timing={settings.timing} count={5} />
      </section>
      <details>
        <summary className="cursor-pointer text-soft">{text.more}</summary>
        <div className="flex flex-col gap-4 pt-3">
          <Field label={text.overlap}>
            <Select
              options={Object.entries(text.overlaps).map(([value, label]) => ({ value, label }))}
              value={settings.overlap}
              onValue={(overlap) => change({ overlap: overlap as Settings['overlap'] })}
            />
          </Field>
          <NumberField
            label={inSeconds(text.catchUp)}
            value={settings.catchUpSeconds}
            onValue={(catchUpSeconds) => change({ catchUpSeconds })}
          />
          <NumberField
            label={inSeconds(text.jitter)}
            value={settings.jitterSeconds}
            onValue={(jitterSeconds) => change({ jitterSeconds })}
          />
          <ParametersField hint={text.parametersHint} lines={lines} onLines={setLines} />
        </div>
      </details>
    </FormDialog>
  )
}

const inSeconds = (label: string): string => `${label} (${text.seconds.toLowerCase()})`
