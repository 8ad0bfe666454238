'use client'
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useMemo } from 'react'
import { addressOfFound } from '../_lineage/address-of.ts'
import { useTRPC } from '../_trpc/client.tsx'
import { type PaletteCommand, useCommands, usePaletteText } from '../_ui/command-palette.tsx'
import { words } from '../_words/en.ts'
import { useSettled } from './use-settled.ts'

const shown = 8

/** What bears the words that are typed into the palette. */
export function PaletteSearch({ project }: { project: string }) {
  const trpc = useTRPC()
  const router = useRouter()
  const text = useSettled(useDeferredValue(usePaletteText().trim()))
  const found = useQuery({
    ...trpc.search.find.queryOptions(text.length > 1 ? { text, limit: shown } : skipToken),
    placeholderData: keepPreviousData,
  })
  const commands = useMemo<PaletteCommand[]>(
    () =>
      text.length > 1
        ? [
            ...(found.data?.found ?? []).map((one) => ({
              id: `${one.kind} ${one.id}`,
              label: `${one.title} · ${words.search.one[one.kind]}`,
              group: words.search.found,
              always: true as const,
              run: () => router.push(addressOfFound(project, one)),
            })),
            {
              id: 'search-everywhere',
              label: words.search.everywhere(text),
              group: words.search.found,
              always: true,
              run: () => router.push(`/${project}/search?q=${encodeURIComponent(text)}`),
            },
          ]
        : [],
    [found.data, project, router, text],
  )
  useCommands(commands)
  return null
}
