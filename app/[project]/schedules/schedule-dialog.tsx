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
import { Foreseen } from './foreseen.tsx'
import { overridesText, readOverrides, type Settings } from './settings.ts'
import { TimingFields } from './timing-fields.tsx'

const text = words.schedules

interface ScheduleDialogProps {
  onOpen: (open: boolean) => void
  title: string
  action: string
  initial: Settings
  /** Slug of the pipeline; empty where it is still to be chosen, absent where it cannot be. */
  pipeline?: string
  busy: boolean
  error: unknown
  onSettings: (settings: Settings, pipeline: string) => void
}

export function ScheduleDialog({ onOpen, title, action, initial, busy, error, ...rest }: ScheduleDialogProps) {
  const [settings, setSettings] = useState(initial)
  const [pipeline, setPipeline] = useState(rest.pipeline)
  const [lines, setLines] = useState(overridesText(initial.overrides))
  const change = (part: Partial<Settings>) => setSettings((before) => ({ ...before, ...part }))
  const read = readOverrides(lines)
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
            <Field
              label={text.parameters}
              hint={text.parametersHint}
              error={'wrong' in read ? text.notALine(read.wrong) : undefined}
            >
              <TextArea
                value={lines}
                onChange={({ target }) => setLines(target.value)}
                className="font-mono"
                spellCheck={false}
              />
            </Field>
          </div>
        </details>
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

const inSeconds = (label: string): string => `${label} (${text.seconds.toLowerCase()})`
