'use client'
import { Ellipsis } from 'lucide-react'
import { words } from '../_words/en.ts'
import { IconButton } from './icon-button.tsx'
import { Menu, type MenuItem } from './menu.tsx'

interface MoreMenuProps {
  groups: readonly (readonly MenuItem[])[]
  /** Of what, where several stand on a page. */
  label?: string
}

/** What is seldom done, behind three dots. */
export const MoreMenu = ({ groups, label = words.common.more }: MoreMenuProps) => (
  <Menu groups={groups}>
    <IconButton label={label}>
      <Ellipsis aria-hidden />
    </IconButton>
  </Menu>
)
