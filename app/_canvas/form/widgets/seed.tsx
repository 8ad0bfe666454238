'use client'
import { Dices } from 'lucide-react'
import { IconButton } from '../../../_ui/icon-button.tsx'
import { words } from '../../../_words/en.ts'
import type { WidgetProps } from '../form-context.ts'
import { NumberWidget } from './number.tsx'

export function Seed(props: WidgetProps<number | undefined>) {
  return (
    <div className="flex items-center gap-1">
      <NumberWidget {...props} field={{ ...props.field, kind: 'integer' }} />
      <IconButton
        label={words.canvas.form.newSeed}
        onClick={() => props.onValue(crypto.getRandomValues(new Uint16Array(1))[0])}
      >
        <Dices />
      </IconButton>
    </div>
  )
}
