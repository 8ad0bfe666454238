'use client'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { words } from '../_words/en.ts'
import { IconButton } from './icon-button.tsx'

interface DialogProps {
  open: boolean
  onOpen: (open: boolean) => void
  title: string
  /** One sentence under the title. */
  about?: ReactNode
  children: ReactNode
  /** Buttons, the primary one last. */
  actions?: ReactNode
}

export function Dialog({ open, onOpen, title, about, children, actions }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpen}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          onOpenAutoFocus={focusFirstField}
          {...(!about && { 'aria-describedby': undefined })}
          className="floating fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-120 max-w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col"
        >
          <header className="flex items-start gap-4 px-5 pt-4 pb-3">
            <div className="grow">
              <Radix.Title className="text-15">{title}</Radix.Title>
              {about && <Radix.Description className="mt-1 text-soft">{about}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <IconButton label={words.common.close} className="-mt-1 -mr-2">
                <X />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 pb-4">{children}</div>
          {actions && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{actions}</footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Who opens a dialog wants to fill it in, not to close it. */
function focusFirstField(event: Event) {
  if (!(event.currentTarget instanceof HTMLElement)) return
  const field = event.currentTarget.querySelector<HTMLElement>('input, select, textarea')
  event.preventDefault()
  ;(field ?? event.currentTarget).focus()
}
