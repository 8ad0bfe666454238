'use client'
import { useEffect, useRef, useState } from 'react'
import type { FaultData } from '#pipeline/fault.ts'
import type { Visit } from '#services/demos/begin-visit.ts'
import type { ClosedDemo, OpenDemo } from '#services/demos/open.ts'
import { words } from '../_words/en.ts'
import { askDemo, type Door } from './ask.ts'
import { DemoApp, type DemoAppProps } from './demo-app.tsx'
import { Shut } from './shut.tsx'

interface ArrivingProps extends Pick<DemoAppProps, 'urls' | 'framed'> {
  name: string
  /** What the link carries. */
  token: string
}

/**
 * Begins a visit from the browser, not while the page is made: programs that only look at a link, to show a preview of
 * it, must not use it up.
 */
export function Arriving({ name, token, ...rest }: ArrivingProps) {
  const begun = useRef(false)
  const [state, setState] = useState<{ opened?: OpenDemo | ClosedDemo; door?: Door; fault?: FaultData }>({})
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    const arrive = async () => {
      const { visit } = await askDemo<Visit>({ name }, 'visit', { token })
      const door = { name, visit }
      setState({ opened: await askDemo<OpenDemo | ClosedDemo>(door, 'open', {}), door })
      // In a frame the browser may keep no cookie, so that the link is needed again after a reload.
      if (window === window.top) history.replaceState(null, '', location.pathname + location.hash)
    }
    arrive().catch((thrown) => setState({ fault: thrown as FaultData }))
  }, [name, token])
  if (state.fault) return <Shut fault={state.fault} />
  if (state.opened && state.door) return <DemoApp opened={state.opened} door={state.door} {...rest} />
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <p role="status" className="text-soft">
        {words.demo.arriving}
      </p>
    </main>
  )
}
