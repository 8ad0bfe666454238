'use client'
import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'
import { CommandPalette } from '../_ui/command-palette.tsx'
import { Toaster } from '../_ui/toaster.tsx'

export function Providers({ children }: { children: ReactNode }) {
  return (
    <Tooltip.Provider delayDuration={400}>
      <CommandPalette>{children}</CommandPalette>
      <Toaster />
    </Tooltip.Provider>
  )
}
