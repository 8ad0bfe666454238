'use client'
import { Field } from '../../_ui/field.tsx'
import { Input, TextArea } from '../../_ui/input.tsx'
import { NumberField } from '../../_ui/number-field.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { FolderFields } from './folder-fields.tsx'
import { QueryFields } from './query-fields.tsx'
import type { Watch } from './settings.ts'

const text = words.triggers

interface WatchFieldsProps<T extends Watch = Watch> {
  watch: T
  onWatch: (watch: Watch) => void
}

/** What is to be said of what a trigger waits for. */
export function WatchFields({ watch, onWatch }: WatchFieldsProps) {
  switch (watch.kind) {
    case 'webhook':
    case 'api':
      return null
    case 'folder':
      return <FolderFields watch={watch} onWatch={onWatch} />
    case 'query':
      return <QueryFields watch={watch} onWatch={onWatch} />
    case 'metric':
      return <MetricFields watch={watch} onWatch={onWatch} />
    case 'model':
      return <ModelFields watch={watch} onWatch={onWatch} />
    case 'pipeline':
      return <OutcomeFields watch={watch} onWatch={onWatch} />
  }
}

function MetricFields({ watch, onWatch }: WatchFieldsProps<Extract<Watch, { kind: 'metric' }>>) {
  return (
    <>
      <Field label={text.when} hint={text.whenHint}>
        <TextArea
          required
          value={watch.when}
          onChange={({ target }) => onWatch({ ...watch, when: target.value })}
          className="font-mono"
          spellCheck={false}
        />
      </Field>
      <Field label={text.rearm} hint={text.rearmHint}>
        <Input
          value={watch.rearm ?? ''}
          onChange={({ target }) => onWatch({ ...watch, rearm: target.value || undefined })}
          className="font-mono"
          spellCheck={false}
        />
      </Field>
      <NumberField
        label={text.consecutive}
        least={1}
        value={watch.consecutive ?? 1}
        onValue={(consecutive) => onWatch({ ...watch, consecutive })}
      />
    </>
  )
}

function ModelFields({ watch, onWatch }: WatchFieldsProps<Extract<Watch, { kind: 'model' }>>) {
  const { model } = watch
  const named = model ? { model } : {}
  return (
    <>
      <Field label={text.event}>
        <Select
          options={Object.entries(text.events).map(([value, label]) => ({ value, label }))}
          value={watch.event}
          onValue={(event) =>
            onWatch({ kind: 'model', event: event === 'registered' ? 'registered' : 'alias-moved', ...named })
          }
        />
      </Field>
      <Field label={text.model}>
        <Input
          value={model ?? ''}
          placeholder={text.anyModel}
          onChange={({ target }) => onWatch({ ...watch, model: target.value || undefined })}
          spellCheck={false}
        />
      </Field>
      {watch.event === 'alias-moved' && (
        <Field label={text.alias}>
          <Input
            value={watch.alias ?? ''}
            placeholder={text.anyAlias}
            onChange={({ target }) => onWatch({ ...watch, alias: target.value || undefined })}
            spellCheck={false}
          />
        </Field>
      )}
    </>
  )
}

type Outcomes = Extract<Watch, { kind: 'pipeline' }>

function OutcomeFields({ watch, onWatch }: WatchFieldsProps<Outcomes>) {
  const { outcomes = ['done'] } = watch
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-12 font-strong text-soft">{text.outcomes}</legend>
      <div className="flex flex-wrap gap-1">
        {(['done', 'failed', 'cancelled'] as const).map((outcome) => (
          <button
            key={outcome}
            type="button"
            aria-pressed={outcomes.includes(outcome)}
            onClick={() => {
              const next = outcomes.includes(outcome)
                ? outcomes.filter((one) => one !== outcome)
                : [...outcomes, outcome]
              if (next.length > 0) onWatch({ ...watch, outcomes: next })
            }}
            className="h-control rounded-md border border-line-strong px-2.5 aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-accent-ink"
          >
            {text.outcome[outcome]}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
