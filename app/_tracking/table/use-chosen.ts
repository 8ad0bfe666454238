'use client'
import { useMemo, useState } from 'react'

export interface Chosen {
  ids: readonly string[]
  has: (id: string) => boolean
  add: (ids: readonly string[]) => void
  toggle: (id: string) => void
  clear: () => void
}

/** Which runs are chosen, in the order they were. */
export function useChosen(): Chosen {
  const [set, setSet] = useState<ReadonlySet<string>>(new Set())
  return useMemo(
    () => ({
      ids: [...set],
      has: (id) => set.has(id),
      add: (ids) => setSet((before) => new Set([...before, ...ids])),
      toggle: (id) =>
        setSet((before) =>
          before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
        ),
      clear: () => setSet(new Set()),
    }),
    [set],
  )
}
