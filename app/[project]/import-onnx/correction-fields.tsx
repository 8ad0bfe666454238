import type { Outputs } from '../../_trpc/outputs.ts'
import { Field } from '../../_ui/field.tsx'
import { Input, TextArea } from '../../_ui/input.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { ColumnNames, ColumnsForm, mostInForm } from './columns-form.tsx'
import type { PlainKey, Texts } from './corrections.ts'
import { OutputFields } from './output-fields.tsx'

const text = words.onnx

interface CorrectionFieldsProps {
  inspection: Outputs['models']['inspectOnnx']
  texts: Texts
  onTexts: (texts: Texts) => void
}

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

/** Only what may be asked of this file: a picture has no columns, a number no classes. */
export function CorrectionFields({ inspection, texts, onTexts }: CorrectionFieldsProps) {
  const { admitted, question } = inspection
  const set = (key: PlainKey) => (value: string) => onTexts({ ...texts, [key]: value })
  const signature = admitted?.signature
  const picture = signature?.inputs.find(({ type }) => type === 'image')
  const task = texts.task || signature?.task
  const asked = question?.at?.param
  const wrong = (param: string) => (asked === param ? question?.message : undefined)
  const columns = { texts: texts.columns, error: wrong('columns') }
  const onColumns = (next: Texts['columns']) => onTexts({ ...texts, columns: next })
  const inForm = signature && texts.columns.length > 0 && texts.columns.length <= mostInForm
  return (
    <>
      <div className="grid gap-x-4 gap-y-3 md:grid-cols-2">
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
        <OutputFields inspection={inspection} task={task} texts={texts} set={set} error={wrong('outputs')} />
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
        {task !== 'regression' && (
          <Field label={text.classes} hint={text.classesHint(signature?.classes?.length)} error={wrong('classes')}>
            <TextArea
              rows={Math.min(8, Math.max(3, texts.classes.split('\n').length))}
              className="code"
              value={texts.classes}
              onChange={(event) => set('classes')(event.target.value)}
            />
          </Field>
        )}
      </div>
      {!picture && asked !== 'image' && !inForm && (
        <ColumnNames {...columns} count={signature?.inputs.length} onTexts={onColumns} />
      )}
      {!picture && inForm && (
        <ColumnsForm {...columns} takesText={signature.inputs.map(({ type }) => type === 'text')} onTexts={onColumns} />
      )}
    </>
  )
}
