'use client'
import { useMemo, useState } from 'react'
import type { Corrections } from '#pipeline/ports/corrections.ts'
import { useAddress } from '../../_list/use-address.ts'

/** Servers take no longer addresses; what does not fit is kept by the page alone. */
const mostInAddress = 4000

/** What was said of a file, by the address where that holds it. */
export function useSaid() {
  const address = useAddress()
  const [long, setLong] = useState<Corrections>()
  const written = address.get('said')
  const said = useMemo(() => long ?? readSaid(written), [long, written])
  const say = (next: Corrections) => {
    const text = JSON.stringify(next)
    const fits = encodeURIComponent(text).length <= mostInAddress
    setLong(fits ? undefined : next)
    address.set({ said: fits ? text : undefined })
  }
  return { said, say, isLong: long !== undefined }
}

function readSaid(said: string | undefined): Corrections {
  try {
    return said ? (JSON.parse(said) as Corrections) : {}
  } catch {
    return {}
  }
}
