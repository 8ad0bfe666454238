'use client'
import { useMemo } from 'react'
import { useAddress } from '../../_list/use-address.ts'
import { ComparePage } from './compare-page.tsx'
import { mostCompared } from './most.ts'

/** The runs that the address names, so that taking one away is a change of the address. */
export function Compare({ project }: { project: string }) {
  const named = useAddress().get('runs') ?? ''
  const ids = useMemo(() => [...new Set(named.split(',').filter(Boolean))].slice(0, mostCompared), [named])
  return <ComparePage project={project} ids={ids} />
}
