'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** What is seen, kept in the address: whoever gets the address sees the same. `undefined` takes a part away. */
export function useAddress() {
  const path = usePathname()
  const params = useSearchParams()
  const set = useCallback(
    (changes: Record<string, string | undefined>) => {
      const next = new URLSearchParams(location.search)
      for (const [name, value] of Object.entries(changes))
        if (value) next.set(name, value)
        else next.delete(name)
      const query = next.toString()
      history.replaceState(null, '', query ? `${path}?${query}` : path)
    },
    [path],
  )
  return { get: (name: string) => params.get(name) ?? undefined, set }
}
