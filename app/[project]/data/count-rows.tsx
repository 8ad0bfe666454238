'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { alone, useTRPC } from '../../_trpc/client.tsx'
import { faultText } from '../../_ui/fault-text.ts'
import { NumberText } from '../../_ui/number-text.tsx'
import { words } from '../../_words/en.ts'

const text = words.data

interface CountRowsProps {
  file: string
  version?: number
  /** What takes no time is counted unasked. */
  at: 'once' | 'wish'
}

/** How many rows a text file has, which nobody knows before all of it was read. */
export function CountRows({ file, version, at }: CountRowsProps) {
  const trpc = useTRPC()
  const [isAsked, setAsked] = useState(at === 'once')
  const counted = useQuery(
    trpc.files.count.queryOptions(
      { name: file, ...(version && { version }) },
      { enabled: isAsked, staleTime: Number.POSITIVE_INFINITY, retry: false, ...alone },
    ),
  )
  if (typeof counted.data?.rows === 'number') return <NumberText value={counted.data.rows} />
  if (counted.error)
    return (
      <span className="text-faint" title={faultText(counted.error).message}>
        {text.cannotCount}
      </span>
    )
  if (counted.isFetching) return <span className="text-faint">{text.counting}</span>
  return (
    <button type="button" className="link text-13" title={text.notCountedWhy} onClick={() => setAsked(true)}>
      {text.count}
    </button>
  )
}
