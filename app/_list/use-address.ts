'use client'
import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useMemo, useSyncExternalStore } from 'react'

/** What somebody of this page set last: the router hears of it later than the next key is typed. */
let last: { path: string; search: string } | undefined
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What is seen, kept in the address: whoever gets the address sees the same. `undefined` takes a part away. */
export function useAddress() {
  const path = usePathname()
  const params = useSearchParams()
  // Once anybody else has led elsewhere, the router knows better.
  const own = useSyncExternalStore(
    subscribe,
    () => (last?.path === path && last.search === location.search ? last.search : null),
    () => null,
  )
  const shown = useMemo(() => (own === null ? params : new URLSearchParams(own)), [own, params])
  const change = useCallback(
    (changes: Record<string, string | undefined>) => {
      const next = new URLSearchParams(location.search)
      for (const [name, value] of Object.entries(changes))
        if (value) next.set(name, value)
        else next.delete(name)
      const query = next.toString()
      history.replaceState(null, '', query ? `${path}?${query}` : path)
      last = { path, search: location.search }
      for (const listener of listeners) listener()
    },
    [path],
  )
  return { get: (name: string) => shown.get(name) ?? undefined, set: change }
}
