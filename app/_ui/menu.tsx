'use client'
import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Keys } from './keys.tsx'

export interface MenuItem {
  label: string
  icon?: ReactNode
  keys?: string
  onSelect?: () => void
  href?: string
  checked?: boolean
  disabled?: boolean
  danger?: boolean
}

interface MenuProps {
  /** The button that opens it. */
  children: ReactNode
  /** Groups, with a line between them. */
  groups: readonly (readonly MenuItem[])[]
  align?: 'start' | 'end'
  side?: 'top' | 'bottom' | 'right'
}

export function Menu({ children, groups, align = 'end', side = 'bottom' }: MenuProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="floating z-50 min-w-44 p-1"
        >
          {groups
            .filter((group) => group.length > 0)
            .map((group, index) => (
              <div key={group[0]?.label}>
                {index > 0 && <Radix.Separator className="my-1 h-px bg-line" />}
                {group.map((item) => (
                  <Item key={item.label} {...item} />
                ))}
              </div>
            ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Item({ label, icon, keys, onSelect, href, checked, disabled, danger }: MenuItem) {
  const content = (
    <>
      {icon}
      <span className="grow">{label}</span>
      {checked && <Check aria-hidden />}
      {keys && <Keys keys={keys} />}
    </>
  )
  return (
    <Radix.Item
      {...(disabled && { disabled })}
      {...(onSelect && { onSelect })}
      {...(checked !== undefined && { 'aria-checked': checked, role: 'menuitemradio' })}
      asChild={Boolean(href)}
      className={classNames(
        'flex min-h-control cursor-default items-center gap-2 rounded-md px-2 text-13 no-underline outline-none data-disabled:opacity-50 data-highlighted:bg-hover [&_svg]:size-3.5',
        danger && 'text-danger',
      )}
    >
      {href ? <a href={href}>{content}</a> : content}
    </Radix.Item>
  )
}
