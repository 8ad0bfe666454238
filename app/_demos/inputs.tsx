'use client'
import { useMemo } from 'react'
import type { Curves } from '#services/demos/curves.ts'
import type { DemoInput } from '#services/demos/page.ts'
import { ChoiceInput } from './choice-input.tsx'
import { NumberInput } from './number-input.tsx'
import { PictureInput } from './picture-input.tsx'
import { problemOf, type Row, type Value } from './row.ts'

interface InputsProps {
  inputs: readonly DemoInput[]
  row: Row
  baseline: Row | undefined
  curves: Curves | undefined
  /** Which of the curves' outputs is drawn. */
  output: number
  /** What the platform says of an input, by its column. */
  faults: Readonly<Record<string, string>>
  onValue: (name: string, value: Value) => void
}

/** Every input by its kind, with how the answer would follow it. */
export function Inputs({ inputs, row, baseline, curves, output, faults, onValue }: InputsProps) {
  const span = useMemo(() => spanOf(curves, output), [curves, output])
  return (
    <div className="flex flex-col">
      {inputs.map((input) => {
        const { name, type } = input
        const curve = curves?.curves.find((one) => one.name === name)
        const answers = curve?.answers.map((one) => one[output] ?? 0)
        const value = row[name] ?? null
        const props = {
          ...{ input, value, pinned: baseline?.[name], problem: problemOf(input, value) ?? faults[name] },
          onValue: (next: Value) => onValue(name, next),
        }
        if (type === 'image') return <PictureInput key={name} {...props} />
        if (type === 'number' || type === 'integer')
          return <NumberInput key={name} {...props} curve={answers} span={span} />
        const heights =
          curve &&
          new Map(
            curve.values.map((one, place) => [
              one as string | boolean,
              ((answers?.[place] ?? 0) - span[0]) / (span[1] - span[0] || 1),
            ]),
          )
        return <ChoiceInput key={name} {...props} heights={heights} />
      })}
    </div>
  )
}

/** All curves on one scale, so that a flat one is one that matters little: for shares from 0 to 1. */
function spanOf(curves: Curves | undefined, output: number): readonly [number, number] {
  if (!curves || curves.outputs.length > 1) return [0, 1]
  const all = curves.curves.flatMap(({ answers }) => answers.map((one) => one[output] ?? 0))
  return all.length > 0 ? [Math.min(...all), Math.max(...all)] : [0, 1]
}
