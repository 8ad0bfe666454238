'use client'
import { Button } from '../../_ui/button.tsx'
import { CodeBlock } from '../../_ui/code-block.tsx'
import { Dialog } from '../../_ui/dialog.tsx'
import { words } from '../../_words/en.ts'

const text = words.people

interface InvitationDialogProps {
  name: string
  invitation: { token: string; expiresAt: Date } | null | undefined
  onClose: () => void
}

/** The one time that a link is shown. */
export function InvitationDialog({ name, invitation, onClose }: InvitationDialogProps) {
  if (!invitation) return null
  const { token, expiresAt } = invitation
  const link = new URL('/sign-in/link', window.location.origin)
  link.searchParams.set('token', token)
  const when = expiresAt.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <Dialog open onOpen={onClose} title={text.link(name)} about={text.linkAbout(when)}>
      <CodeBlock code={link.href} />
      <div className="flex justify-end">
        <Button look="primary" onClick={onClose}>
          {text.done}
        </Button>
      </div>
    </Dialog>
  )
}
