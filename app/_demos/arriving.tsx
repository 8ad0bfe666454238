'use client'
import { useEffect, useState } from 'react'
import type { FaultData } from '#pipeline/fault.ts'
import { doorOf } from './ask.ts'
import { DemoApp, type DemoAppProps } from './demo-app.tsx'
import { Shut } from './shut.tsx'

interface ArrivingProps extends Omit<DemoAppProps, 'door'> {
  name: string
  /** What the link carries. */
  token: string
  /** The id that the visit gets, so that it goes on with what this page was drawn with. */
  visit: string | undefined
}

/**
 * The page of a link, at once. The visit begins from the browser, not while the page is made: programs that only look at
 * a link, to show a preview of it, must not use it up.
 */
export function Arriving({ name, token, visit, ...rest }: ArrivingProps) {
  const [door] = useState(() => doorOf(name, { token, ...(visit && { id: visit }) }))
  const [fault, setFault] = useState<FaultData>()
  useEffect(() => {
    door.enter?.().then(
      () => {
        // In a frame the browser may keep no cookie, so that the link is needed again after a reload.
        if (window !== window.top) return
        const params = new URLSearchParams(location.search)
        params.delete('key')
        const query = params.toString()
        history.replaceState(null, '', `${location.pathname}${query ? `?${query}` : ''}${location.hash}`)
      },
      (thrown) => setFault(thrown as FaultData),
    )
  }, [door])
  return fault ? <Shut fault={fault} name={name} /> : <DemoApp door={door} {...rest} />
}
