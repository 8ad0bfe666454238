'use client'
import { useState } from 'react'
import { Button } from '../../_ui/button.tsx'
import { Dialog } from '../../_ui/dialog.tsx'
import { FaultNotice } from '../../_ui/fault-notice.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { Field } from '../../_ui/field.tsx'
import { Input, TextArea } from '../../_ui/input.tsx'
import { NumberField } from '../../_ui/number-field.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { PipelineField } from '../pipelines/pipeline-field.tsx'
import { overridesText, readOverrides } from '../schedules/settings.ts'
import { type Kind, placeholders, rests, type Settings, startOf, watches } from './settings.ts'
import { WatchFields } from './watch-fields.tsx'

const text = words.triggers
const kinds = Object.entries(text.kinds).map(([value, label]) => ({ value, label }))

interface TriggerDialogProps {
  onOpen: (open: boolean) => void
  title: string
  action: string
  initial: Settings
  /** Slug of the pipeline, to be chosen; absent where it and the kind stay what they are. */
  pipeline?: string
  busy: boolean
  error: unknown
  onSettings: (settings: Settings, pipeline: string) => void
}

export function TriggerDialog({ onOpen, title, action, initial, busy, error, ...rest }: TriggerDialogProps) {
  const [settings, setSettings] = useState(initial)
  const [pipeline, setPipeline] = useState(rest.pipeline)
  const [lines, setLines] = useState(overridesText(initial.overrides))
  const change = (part: Partial<Settings>) => setSettings((before) => ({ ...before, ...part }))
  const read = readOverrides(lines)
  const { watch } = settings
  const names = [...placeholders[watch.kind], 'arrived_time', 'trigger'].map((name) => `{{ ${name} }}`).join(', ')
  return (
    <Dialog open onOpen={onOpen} title={title}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if ('overrides' in read) rest.onSettings({ ...settings, overrides: read.overrides }, pipeline ?? '')
        }}
      >
        <Field label={text.name}>
          <Input
            value={settings.name}
            onChange={({ target }) => change({ name: target.value })}
            required
            maxLength={120}
            autoComplete="off"
          />
        </Field>
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
        {watch.kind !== 'api' && (
          <Field
            label={text.parameters}
            hint={text.parametersHint(names)}
            error={'wrong' in read ? text.notALine(read.wrong) : undefined}
          >
            <TextArea
              value={lines}
              onChange={({ target }) => setLines(target.value)}
              className="font-mono"
              spellCheck={false}
            />
          </Field>
        )}
        {rests(watch.kind) && (
          <NumberField
            label={text.cooldown}
            hint={text.cooldownHint}
            value={settings.cooldownSeconds}
            onValue={(cooldownSeconds) => change({ cooldownSeconds })}
          />
        )}
        {error !== null && error !== undefined && <FaultNotice fault={faultText(error)} />}
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpen(false)}>{words.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={busy || 'wrong' in read}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
