'use client'
import { useEffect, useId, useRef, useState } from 'react'
import { classNames } from '../_ui/class-names.ts'
import { inputLook } from '../_ui/input.tsx'
import { numberText } from '../_ui/number-text.tsx'
import { words } from '../_words/en.ts'
import { describedBy, InputBox, type InputProps } from './input-box.tsx'
import { RangePicture } from './range-picture.tsx'
import { typedNumber } from './typed-number.ts'

const text = words.demo

interface NumberInputProps extends InputProps {
  curve: readonly number[] | undefined
  span: readonly [number, number]
}

/** A slider over what training saw, and a field for any number. */
export function NumberInput({ curve, span, ...props }: NumberInputProps) {
  const id = useId()
  const { input, value, pinned, problem, onValue } = props
  const { range, type } = input
  const [typed, setTyped] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a value from elsewhere replaces what was typed
  useEffect(() => {
    if (document.activeElement !== field.current) setTyped(undefined)
  }, [value])
  const number = typeof value === 'number' ? value : undefined
  const outside = range && number !== undefined && (number < range[0] || number > range[1])
  const place = (of: number) => (range ? `${(100 * (of - range[0])) / (range[1] - range[0] || 1)}%` : '0')
  return (
    <InputBox
      {...props}
      id={id}
      hint={
        <>
          {range && text.range(numberText(range[0]), numberText(range[1]))}
          {outside && <span className="text-warning">{`, ${text.outside}`}</span>}
        </>
      }
      aside={
        <input
          id={id}
          ref={field}
          inputMode="decimal"
          autoComplete="off"
          aria-describedby={describedBy(id, problem)}
          aria-invalid={problem ? true : undefined}
          className={classNames(inputLook, 'figures h-control w-28! shrink-0 text-right')}
          value={typed ?? (value === null ? '' : String(value))}
          placeholder={input.missing > 0 ? text.leftOut : undefined}
          onChange={({ target }) => {
            setTyped(target.value)
            onValue(target.value.trim() === '' ? null : typedNumber(target.value))
          }}
          onBlur={() => setTyped(undefined)}
        />
      }
    >
      {range && range[0] < range[1] && (
        <div className="relative">
          <RangePicture input={input} curve={curve} span={span} />
          {typeof pinned === 'number' && pinned !== number && (
            <span
              aria-hidden
              className="absolute top-0 h-9 w-0.5 bg-chart-then"
              style={{ left: `clamp(0px, calc(${place(pinned)} - 1px), 100%)` }}
            />
          )}
          <input
            type="range"
            aria-label={text.slider(input.label)}
            min={range[0]}
            max={range[1]}
            step={stepOf(type, range)}
            value={number === undefined ? range[0] : Math.min(Math.max(number, range[0]), range[1])}
            aria-valuetext={number === undefined ? text.leftOut : `${numberText(number)} ${input.unit ?? ''}`}
            onChange={({ target }) => onValue(Number(target.value))}
            className={classNames('demo-slider w-full', number === undefined && 'opacity-40')}
          />
        </div>
      )}
    </InputBox>
  )
}

/** About 200 steps, of a length that people would choose. */
export function stepOf(type: string, [low, high]: readonly [number, number]): number {
  const power = 10 ** Math.floor(Math.log10((high - low) / 100))
  const step = [1, 2, 5].map((one) => one * power).findLast((one) => (high - low) / one >= 100) ?? power
  return type === 'integer' ? Math.max(1, Math.round(step)) : step
}
