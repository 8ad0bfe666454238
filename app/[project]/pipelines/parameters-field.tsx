'use client'
import { Field } from '../../_ui/field.tsx'
import { TextArea } from '../../_ui/input.tsx'
import { words } from '../../_words/en.ts'
import { readOverrides } from './overrides.ts'

interface ParametersFieldProps {
  hint: string
  lines: string
  onLines: (lines: string) => void
}

/** What each run is given, one a line: `name = value`. */
export function ParametersField({ hint, lines, onLines }: ParametersFieldProps) {
  const read = readOverrides(lines)
  return (
    <Field
      label={words.schedules.parameters}
      hint={hint}
      error={'wrong' in read ? words.schedules.notALine(read.wrong) : undefined}
    >
      <TextArea
        value={lines}
        onChange={({ target }) => onLines(target.value)}
        className="font-mono"
        spellCheck={false}
      />
    </Field>
  )
}
