'use client'
import { Menu as MenuIcon } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Dialog, VisuallyHidden } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { IconButton } from '../_ui/icon-button.tsx'
import { words } from '../_words/en.ts'
import { FrameTools } from './frame-tools.tsx'
import { Logo } from './logo.tsx'
import { Navigation } from './navigation.tsx'
import { PaletteSearch } from './palette-search.tsx'
import { PlaceCommands } from './place-commands.tsx'

interface FrameProps {
  project: string
  userName: string
  children: ReactNode
}

/** The places at the left and what they lead to; a rail beside a canvas, a drawer where there is little width. */
export function Frame({ project, userName, children }: FrameProps) {
  const canvas = /^\/[^/]+\/pipelines\/[^/]+/.test(usePathname())
  const form = canvas ? 'rail' : 'full'
  return (
    <div className="flex h-dvh flex-col md:flex-row">
      <a
        href="#content"
        className="floating sr-only z-50 px-3 py-1 focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {words.frame.skip}
      </a>
      <PlaceCommands project={project} />
      <PaletteSearch project={project} />
      <TopBar project={project} userName={userName} />
      <aside
        className={`hidden shrink-0 flex-col gap-4 border-r border-line bg-sunken py-3 md:flex ${canvas ? 'w-13 items-center px-2' : 'w-52 px-3'}`}
      >
        <Link href="/" className="flex h-control items-center gap-2 rounded-md px-1.5 text-15 font-strong no-underline">
          <Logo />
          <span className={canvas ? 'sr-only' : undefined}>{words.common.product}</span>
        </Link>
        <Navigation project={project} form={form} />
        <div className="grow" />
        <FrameTools userName={userName} form={form} />
      </aside>
      <main id="content" tabIndex={-1} className="relative min-h-0 min-w-0 grow overflow-auto outline-none">
        {children}
      </main>
    </div>
  )
}

function TopBar({ project, userName }: Omit<FrameProps, 'children'>) {
  const [open, setOpen] = useState(false)
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-sunken px-2 md:hidden">
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger asChild>
          <IconButton label={words.frame.openNavigation}>
            <MenuIcon />
          </IconButton>
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 bg-veil" />
          <Dialog.Content
            aria-describedby={undefined}
            tabIndex={-1}
            onOpenAutoFocus={(event) => {
              event.preventDefault()
              if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
            }}
            className="fixed inset-y-0 left-0 z-50 flex w-64 outline-none flex-col gap-4 border-r border-line bg-sunken p-3"
          >
            <VisuallyHidden.Root>
              <Dialog.Title>{words.frame.navigation}</Dialog.Title>
            </VisuallyHidden.Root>
            <Navigation project={project} form="full" onGo={() => setOpen(false)} />
            <div className="grow" />
            <FrameTools userName={userName} form="full" />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
      <Link href="/" className="flex items-center gap-2 text-15 font-strong no-underline">
        <Logo />
        {words.common.product}
      </Link>
    </header>
  )
}
