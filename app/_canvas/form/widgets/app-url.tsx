'use client'
import { RotateCw } from 'lucide-react'
import { faultText } from '../../../_ui/fault-text.ts'
import { IconButton } from '../../../_ui/icon-button.tsx'
import { words } from '../../../_words/en.ts'
import type { WidgetProps } from '../form-context.ts'
import { Text } from './text.tsx'
import { useApp } from './use-app.ts'

const said = words.gradioApp

/** The address of an app, and whether one answers there. */
export function AppUrl(props: WidgetProps<string | undefined>) {
  const { data, error, isFetching, fetchStatus, refetch } = useApp()
  const fault = error && !isFetching ? faultText(error) : undefined
  return (
    <>
      <span className="flex items-center gap-1">
        <Text {...props} />
        <IconButton
          label={said.again}
          disabled={isFetching || (!data && !error && fetchStatus === 'idle')}
          onClick={() => refetch()}
        >
          <RotateCw />
        </IconButton>
      </span>
      <p role="status" className={fault ? 'text-12 text-warning first-letter:uppercase' : 'text-12 text-soft'}>
        {isFetching ? said.asking : fault ? [fault.message, fault.hint].filter(Boolean).join(' — ') : null}
        {!isFetching && !fault && data ? said.offers(data.length) : null}
      </p>
    </>
  )
}
