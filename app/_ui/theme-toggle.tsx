'use client'
import { Monitor, Moon, Sun } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { words } from '../_words/en.ts'
import { IconButton } from './icon-button.tsx'
import { Menu } from './menu.tsx'

const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]
const icons = { system: <Monitor />, light: <Sun />, dark: <Moon /> }

const listeners = new Set<() => void>()
const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
const current = (): Theme => (document.documentElement.dataset.theme as Theme | undefined) ?? 'system'

export function chooseTheme(theme: Theme) {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme
    localStorage.removeItem('theme')
  } else {
    document.documentElement.dataset.theme = theme
    localStorage.theme = theme
  }
  for (const listener of listeners) listener()
}

export function ThemeToggle() {
  const theme = useSyncExternalStore(listen, current, (): Theme => 'system')
  const items = themes.map((value) => ({
    label: words.frame.themes[value],
    icon: icons[value],
    checked: value === theme,
    onSelect: () => chooseTheme(value),
  }))
  return (
    <Menu groups={[items]} align="start" side="top">
      <IconButton label={words.frame.theme}>{icons[theme]}</IconButton>
    </Menu>
  )
}
