'use client'
import { CircleUserRound, LogOut, Search } from 'lucide-react'
import { useOpenPalette } from '../_ui/command-palette.tsx'
import { IconButton } from '../_ui/icon-button.tsx'
import { Menu } from '../_ui/menu.tsx'
import { ThemeToggle } from '../_ui/theme-toggle.tsx'
import { words } from '../_words/en.ts'
import { signOut } from './sign-out.ts'

/** What is at hand everywhere: commands, theme, account. */
export function FrameTools({ userName, form }: { userName: string; form: 'full' | 'rail' }) {
  const openPalette = useOpenPalette()
  return (
    <div className={form === 'rail' ? 'flex flex-col gap-1' : 'flex gap-1'}>
      <IconButton label={words.frame.palette} keys="Mod+K" onClick={openPalette}>
        <Search />
      </IconButton>
      <ThemeToggle />
      <Menu
        align="start"
        side="top"
        groups={[
          [{ label: userName, disabled: true }],
          [{ label: words.frame.signOut, icon: <LogOut />, onSelect: signOut }],
        ]}
      >
        <IconButton label={words.frame.account}>
          <CircleUserRound />
        </IconButton>
      </Menu>
    </div>
  )
}
