'use client'
import { Tabs as Radix } from 'radix-ui'
import { type ReactNode, useEffect, useRef } from 'react'

export interface Tab {
  value: string
  label: ReactNode
  content: ReactNode
}

interface TabsProps {
  label: string
  tabs: readonly Tab[]
  value: string
  onValue: (value: string) => void
}

export function Tabs({ label, tabs, value, onValue }: TabsProps) {
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: which tab is shown is read from the page
  useEffect(() => {
    const [all, shown] = [list.current, list.current?.querySelector('[data-state=active]')].map((one) =>
      one?.getBoundingClientRect(),
    )
    if (!all || !shown) return
    if (shown.right > all.right) list.current?.scrollBy({ left: shown.right - all.right })
    if (shown.left < all.left) list.current?.scrollBy({ left: shown.left - all.left })
  }, [value])
  return (
    <Radix.Root value={value} onValueChange={onValue} className="flex min-h-0 min-w-0 flex-col">
      <Radix.List
        ref={list}
        aria-label={label}
        className="flex shrink-0 gap-4 overflow-x-auto shadow-[inset_0_-1px_0_var(--line)]"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="h-9 shrink-0 border-b-2 border-transparent px-0.5 text-13 whitespace-nowrap text-soft -outline-offset-2 hover:text-ink data-[state=active]:border-accent data-[state=active]:font-strong data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="min-h-0 min-w-0 grow -outline-offset-2">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  )
}
