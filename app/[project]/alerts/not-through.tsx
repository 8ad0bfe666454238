'use client'
import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useTRPC } from '../../_trpc/client.tsx'
import { words } from '../../_words/en.ts'

const text = words.alerts

/** That somebody may not have heard what is shown here. */
export function NotThrough({ project }: { project: string }) {
  const trpc = useTRPC()
  const stuck = (useQuery(trpc.channels.list.queryOptions()).data ?? []).filter((one) => one.stuck || one.failed)
  if (stuck.length === 0) return null
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-3 rounded-md bg-warning-soft px-3 py-2">
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-warning" />
      <span className="font-strong">{text.notThrough(stuck.map(({ name }) => name).join(', '))}</span>
      <Link className="link" href={`/${project}/settings/channels`}>
        {text.showChannels}
      </Link>
    </p>
  )
}
