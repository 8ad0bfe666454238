'use client'
import { useCallback, useEffect, useState } from 'react'
import type { FaultData } from '#pipeline/fault.ts'
import { askDemo, type Door, isAbort } from './ask.ts'

/** What a demo answers to one question, asked when it is first shown. */
export function useAsked<T>(door: Door, verb: string, version: number) {
  const [state, setState] = useState<{ data: T | undefined; error: FaultData | undefined }>({
    ...{ data: undefined, error: undefined },
  })
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn asks again
  useEffect(() => {
    const control = new AbortController()
    askDemo<T>(door, verb, verb === 'history' ? {} : { version }, control.signal).then(
      (data) => setState({ data, error: undefined }),
      (thrown) => !isAbort(thrown) && setState({ data: undefined, error: thrown as FaultData }),
    )
    return () => control.abort()
  }, [door, verb, version, turn])
  const refetch = useCallback(() => setTurn((before) => before + 1), [])
  return { ...state, refetch }
}
