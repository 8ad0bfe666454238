'use client'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { type PaletteCommand, useCommands } from '../_ui/command-palette.tsx'
import { chooseTheme } from '../_ui/theme-toggle.tsx'
import { words } from '../_words/en.ts'
import { places } from './places.tsx'
import { signOut } from './sign-out.ts'

/** Commands that are there on every page. */
export function PlaceCommands({ project }: { project: string }) {
  const router = useRouter()
  const commands = useMemo<PaletteCommand[]>(
    () => [
      { id: 'go-welcome', label: words.frame.welcome, group: words.frame.go, run: () => router.push('/') },
      ...places.map(({ path, label }) => ({
        id: `go-${path}`,
        label,
        group: words.frame.go,
        run: () => router.push(`/${project}/${path}`),
      })),
      {
        id: 'go-search',
        label: words.search.title,
        group: words.frame.go,
        run: () => router.push(`/${project}/search`),
      },
      {
        id: 'go-approvals',
        label: words.approvals.title,
        group: words.frame.go,
        run: () => router.push(`/${project}/approvals`),
      },
      {
        id: 'go-channels',
        label: words.channels.title,
        group: words.frame.go,
        run: () => router.push(`/${project}/settings/channels`),
      },
      ...(['system', 'light', 'dark'] as const).map((theme) => ({
        id: `theme-${theme}`,
        label: words.frame.themeIs(words.frame.themes[theme]),
        group: words.frame.appearance,
        run: () => chooseTheme(theme),
      })),
      { id: 'sign-out', label: words.frame.signOut, group: words.frame.account, run: () => void signOut() },
    ],
    [project, router],
  )
  useCommands(commands)
  return null
}
