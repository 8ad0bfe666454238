import type { Outputs } from '../../_trpc/outputs.ts'
import { Field } from '../../_ui/field.tsx'
import { Input, TextArea } from '../../_ui/input.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import type { Texts } from './corrections.ts'

const text = words.onnx

interface CorrectionFieldsProps {
  inspection: Outputs['models']['inspectOnnx']
  texts: Texts
  onTexts: (texts: Texts) => void
}

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

/** Only what may be asked of this file: a picture has no columns, a number no classes. */
export function CorrectionFields({ inspection: { admitted, question }, texts, onTexts }: CorrectionFieldsProps) {
  const set = (key: keyof Texts) => (value: string) => onTexts({ ...texts, [key]: value })
  const signature = admitted?.signature
  const picture = signature?.inputs.find(({ type }) => type === 'image')
  const task = texts.task || signature?.task
  const asked = question?.at?.param
  const wrong = (param: string) => (asked === param ? question?.message : undefined)
  return (
    <>
      <Field label={text.target}>
        <Input value={texts.target} onChange={(event) => set('target')(event.target.value)} autoComplete="off" />
      </Field>
      <Field label={text.task}>
        <Select
          value={texts.task}
          placeholder={text.unknownProducer}
          options={options(text.tasks)}
          onValue={set('task')}
        />
      </Field>
      {task === 'classification' && (
        <Field label={text.scores}>
          <Select
            value={texts.scores}
            placeholder={text.asFound}
            options={options(text.scoreKinds)}
            onValue={set('scores')}
          />
        </Field>
      )}
      {picture && (
        <Field label={text.pixels}>
          <Select
            value={texts.pixels}
            placeholder={text.asFound}
            options={options(text.pixelWays)}
            onValue={set('pixels')}
          />
        </Field>
      )}
      {!picture &&
        asked === 'image' &&
        (['height', 'width', 'channels'] as const).map((key) => (
          <Field key={key} label={text.pictureSize[key]}>
            <Input
              className="figures"
              inputMode="numeric"
              value={texts[key]}
              onChange={(event) => set(key)(event.target.value)}
              autoComplete="off"
            />
          </Field>
        ))}
      {!picture && asked !== 'image' && (
        <Field label={text.columns} hint={text.columnsHint(signature?.inputs.length)} error={wrong('columns')}>
          <TextArea
            rows={6}
            className="code"
            value={texts.columns}
            onChange={(event) => set('columns')(event.target.value)}
          />
        </Field>
      )}
      {task !== 'regression' && (
        <Field label={text.classes} hint={text.classesHint(signature?.classes?.length)} error={wrong('classes')}>
          <TextArea
            rows={6}
            className="code"
            value={texts.classes}
            onChange={(event) => set('classes')(event.target.value)}
          />
        </Field>
      )}
    </>
  )
}
