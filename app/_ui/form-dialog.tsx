'use client'
import type { ReactNode } from 'react'
import { words } from '../_words/en.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { FaultNotice } from './fault-notice.tsx'
import { faultText } from './fault-text.ts'

interface FormDialogProps {
  open?: boolean
  onClose: () => void
  title: string
  about?: string | undefined
  /** What the button says that sends it. */
  action: string
  look?: 'primary' | 'danger'
  /** What the button says that leaves all as it is. */
  leave?: string
  /** Whether it can be sent now: not while it is on its way, or lacks something. */
  ready: boolean
  error: unknown
  /** What the fields hold, for those that keep no state. */
  onSend: (fields: FormData) => void
  children: ReactNode
}

/** Fields, what was wrong with them, and two ways out. */
export function FormDialog({ open = true, onClose, title, about, children, ...rest }: FormDialogProps) {
  const { action, look = 'primary', leave = words.common.cancel, ready, error, onSend } = rest
  return (
    <Dialog open={open} onOpen={onClose} title={title} {...(about && { about })}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) onSend(new FormData(event.currentTarget))
        }}
      >
        {children}
        {Boolean(error) && <FaultNotice fault={faultText(error)} />}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{leave}</Button>
          <Button look={look} type="submit" disabled={!ready}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
