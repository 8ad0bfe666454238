'use client'
import { useEffect, useId, useState } from 'react'
import { Checkbox } from '../../_ui/checkbox.tsx'
import { Select } from '../../_ui/select.tsx'
import { words } from '../../_words/en.ts'
import { type Axis, axes, type CurveView } from './use-curve-view.ts'

const text = words.tracking

interface CurveControlsProps {
  view: CurveView
  onView: (changes: Partial<CurveView>) => void
}

export function CurveControls({ view, onView }: CurveControlsProps) {
  const id = useId()
  const [weight, setWeight] = useState(view.smoothing)
  useEffect(() => setWeight(view.smoothing), [view.smoothing])
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <span className="flex items-center gap-2">
        <label htmlFor={id} title={text.smoothingAbout}>
          {text.smoothing}
        </label>
        <input
          id={id}
          type="range"
          min={0}
          max={0.99}
          step={0.01}
          value={weight}
          onChange={(event) => {
            setWeight(Number(event.target.value))
            onView({ smoothing: Number(event.target.value) })
          }}
          className="w-36 accent-accent"
        />
        <output htmlFor={id} className="figures w-8">
          {weight.toFixed(2)}
        </output>
      </span>
      <Checkbox
        label={text.logScale}
        checked={view.scale === 'log'}
        onChecked={(on) => onView({ scale: on ? 'log' : 'linear' })}
      />
      <span className="flex items-center gap-2">
        <label htmlFor={`${id}-x`}>{text.axis}</label>
        <Select
          id={`${id}-x`}
          className="w-44!"
          value={view.axis}
          options={axes.map((value) => ({ value, label: text.axes[value] }))}
          onValue={(value) => onView({ axis: value as Axis })}
        />
      </span>
    </div>
  )
}
