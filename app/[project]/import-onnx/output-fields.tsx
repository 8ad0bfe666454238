import type { Outputs } from '../../_trpc/outputs.ts'
import { Field } from '../../_ui/field.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import type { PlainKey, Texts } from './corrections.ts'

const text = words.onnx

interface OutputFieldsProps {
  inspection: Outputs['models']['inspectOnnx']
  task: string | undefined
  texts: Texts
  set: (key: PlainKey) => (value: string) => void
  error: string | undefined
}

/** Which of a file's outputs is the answer, where it has several. */
export function OutputFields({
  inspection: { found, admitted, question },
  task,
  texts,
  set,
  error,
}: OutputFieldsProps) {
  const names = found.outputs.map(({ name }) => name)
  if (names.length < 2 && !error) return null
  const choose = (key: 'labelOutput' | 'scoresOutput' | 'numberOutput', label: string) => (
    <Field label={label} error={error}>
      <Select value={texts[key]} placeholder={text.asFound} options={names} onValue={set(key)} />
    </Field>
  )
  const undecided = !admitted && question && texts.task === ''
  return (
    <>
      {task === 'regression' || undecided ? choose('numberOutput', text.numberOutput) : null}
      {task !== 'regression' && (
        <>
          {choose('labelOutput', text.labelOutput)}
          {choose('scoresOutput', text.scoresOutput)}
        </>
      )}
    </>
  )
}
