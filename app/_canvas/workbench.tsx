'use client'
import { useMemo, useState } from 'react'
import { Flow } from './adapter/flow.tsx'
import { Announcer } from './announcer.tsx'
import { commandsOf } from './commands/commands.ts'
import { Help } from './commands/help.tsx'
import { useShortcuts } from './commands/use-shortcuts.ts'
import { EmptyCanvas } from './empty-canvas.tsx'
import { NextNode } from './next/next-node.tsx'
import { Palette } from './palette/palette.tsx'
import { Panel } from './panel/panel.tsx'
import { History } from './top/history.tsx'
import { PastBanner } from './top/past-banner.tsx'
import { TopBar } from './top/top-bar.tsx'

type Opened = 'help' | 'problems' | 'history' | undefined

/** Everything around the drawing surface, and the surface. */
export function Workbench() {
  const [opened, setOpened] = useState<Opened>()
  const commands = useMemo(
    () =>
      commandsOf({
        openHelp: () => setOpened('help'),
        openProblems: () => setOpened('problems'),
        openHistory: () => setOpened('history'),
        searchPalette: () => document.querySelector<HTMLElement>('[data-palette-search]')?.focus(),
      }),
    [],
  )
  useShortcuts(commands)
  const toggle = (what: Opened) => (open: boolean) => setOpened(open ? what : undefined)
  return (
    <div className="flex h-full flex-col">
      <TopBar
        problemsOpen={opened === 'problems'}
        onProblems={toggle('problems')}
        onHistory={() => setOpened('history')}
        onHelp={() => setOpened('help')}
      />
      <PastBanner />
      <div className="relative flex min-h-0 grow">
        <Palette />
        <div className="relative min-w-0 grow">
          <Flow />
          <EmptyCanvas />
        </div>
        <Panel />
      </div>
      <NextNode />
      <History open={opened === 'history'} onOpen={toggle('history')} />
      <Help commands={commands} open={opened === 'help'} onOpen={toggle('help')} />
      <Announcer />
    </div>
  )
}
