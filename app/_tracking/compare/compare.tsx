'use client'
import { useMemo } from 'react'
import { useAddress } from '../../_list/use-address.ts'
import { ComparePage } from './compare-page.tsx'
import { mostCompared } from './most.ts'

/** The runs that the address names, so that taking one away is a change of the address. */
export function Compare({ project }: { project: string }) {
  const named = useAddress().get('runs') ?? ''
  const all = useMemo(() => [...new Set(named.split(',').filter(Boolean))], [named])
  const ids = useMemo(() => all.slice(0, mostCompared), [all])
  return <ComparePage project={project} ids={ids} leftOut={all.length - ids.length} />
}
