'use client'
import { Button } from '../../_ui/button.tsx'
import { CopyButton } from '../../_ui/copy-button.tsx'
import { Dialog } from '../../_ui/dialog.tsx'
import { words } from '../../_words/en.ts'

const text = words.triggers

export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Dialog open onOpen={onClose} title={text.secretTitle} about={text.secretAbout}>
      <div className="flex items-center gap-2 rounded-md bg-sunken px-3 py-2">
        <code className="min-w-0 grow break-all">{secret}</code>
        <CopyButton text={secret} label={text.copySecret} />
      </div>
      <div className="flex justify-end">
        <Button look="primary" onClick={onClose}>
          {text.secretDone}
        </Button>
      </div>
    </Dialog>
  )
}
