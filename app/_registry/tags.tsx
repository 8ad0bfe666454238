'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../_ui/button.tsx'
import { Dialog } from '../_ui/dialog.tsx'
import { Field } from '../_ui/field.tsx'
import { IconButton } from '../_ui/icon-button.tsx'
import { Input } from '../_ui/input.tsx'
import { toast } from '../_ui/toaster.tsx'
import { words } from '../_words/en.ts'
import { Chip } from './chip.tsx'

const text = words.registry

interface Tag {
  key: string
  value: string
}

interface TagsProps {
  tags: readonly Tag[]
  onSet: (tag: Tag) => void
  onRemove: (key: string) => void
}

/** Tags that can be set, taken away, and put back. */
export function Tags({ tags, onSet, onRemove }: TagsProps) {
  const [open, setOpen] = useState(false)
  const remove = (tag: Tag) => {
    onRemove(tag.key)
    toast(text.tagGone(tag.key), { action: { label: text.undo, onClick: () => onSet(tag) } })
  }
  return (
    <>
      {tags.map((tag) => (
        <Chip
          key={tag.key}
          title={`${tag.key}: ${tag.value}`}
          onRemove={() => remove(tag)}
          removeLabel={text.removeTag(tag.key)}
        >
          <span className="text-soft">{tag.key}</span>
          <span className="truncate">{tag.value}</span>
        </Chip>
      ))}
      {tags.length === 0 && <span className="text-faint">{text.noTags}</span>}
      <IconButton label={text.addTag} onClick={() => setOpen(true)}>
        <Plus />
      </IconButton>
      <Dialog open={open} onOpen={setOpen} title={text.addTag}>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            const form = new FormData(event.currentTarget)
            onSet({ key: String(form.get('key')).trim(), value: String(form.get('value')) })
            setOpen(false)
          }}
        >
          <Field label={text.tagKey}>
            <Input name="key" required maxLength={250} autoComplete="off" />
          </Field>
          <Field label={text.tagValue}>
            <Input name="value" autoComplete="off" />
          </Field>
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{words.common.cancel}</Button>
            <Button look="primary" type="submit">
              {text.setTag}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
